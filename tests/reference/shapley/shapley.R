# LMG by its definition: the gain in R^2 of each driver, averaged over all orders of entry, each R^2
# from a regression of its own. Percentile limits from people drawn anew, on the first three drivers.
d <- read.csv("input.csv")
drivers <- setdiff(names(d), c("satisfaction", "weight"))
orders <- function(x) if (length(x) < 2) list(x) else
  do.call(c, lapply(seq_along(x), function(i) lapply(orders(x[-i]), function(r) c(x[i], r))))
r2 <- function(data, s, w) if (!length(s)) 0 else
  summary(lm(reformulate(s, "satisfaction"), data = cbind(data, w = w), weights = w))$r.squared
lmg <- function(data, names, w) {
  known <- new.env()
  reached <- function(s) {
    key <- paste(c("of", sort(s)), collapse = " ")
    if (is.null(known[[key]])) known[[key]] <- r2(data, s, w)
    known[[key]]
  }
  all <- orders(names)
  gains <- sapply(all, function(o) {
    steps <- sapply(0:length(o), function(k) reached(o[seq_len(k)]))
    setNames(diff(steps), o)[names]
  })
  rowMeans(gains)
}
ones <- rep(1, nrow(d))
out <- data.frame(driver = drivers, plain = lmg(d, drivers, ones), weighted = lmg(d, drivers, d$weight))
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)

set.seed(7)
few <- drivers[1:3]
drawn <- replicate(2000, {
  rows <- sample(nrow(d), replace = TRUE)
  lmg(d[rows, ], few, ones)
})
limits <- data.frame(driver = few, t(apply(drawn, 1, quantile, c(0.025, 0.975), names = FALSE)))
names(limits) <- c("driver", "low", "high")
write.csv(format(limits, digits = 15, trim = TRUE), "limits.csv", row.names = FALSE, quote = FALSE)
