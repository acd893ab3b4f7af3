# Type-7 quantiles of a heaped sample and of small ones; ranks of the order-statistic interval.
d <- read.csv("input.csv")
samples <- split(d, d$sample)
out <- do.call(rbind, lapply(names(samples), function(name) {
  v <- with(samples[[name]], rep(value, count))
  data.frame(sample = name, p = c(0.1, 0.25, 0.5, 0.75, 0.9),
             quantile = quantile(v, c(0.1, 0.25, 0.5, 0.75, 0.9), type = 7, names = FALSE))
}))
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
# The largest k with P(B <= k) <= tail, from below and from above.
ranks <- expand.grid(n = c(1, 4, 5, 8, 17, 25, 30, 100, 999, 123456), p = c(0.25, 0.5, 0.75),
                     confidence = c(0.9, 0.95, 0.99))
rank <- function(n, p, tail) {
  k <- 0:n
  below <- k[pbinom(k, n, p) <= tail]
  if (length(below)) max(below) + 1 else NA
}
ranks$low <- mapply(function(n, p, c) rank(n, p, (1 - c) / 2), ranks$n, ranks$p, ranks$confidence)
ranks$high <- mapply(function(n, p, c) n + 1 - rank(n, 1 - p, (1 - c) / 2),
                     ranks$n, ranks$p, ranks$confidence)
write.csv(ranks, "ranks.csv", row.names = FALSE, quote = FALSE)
