# Benchmark, funnel and pooled model of a file of cells, in base R and lme4:
# Rscript funnel.R cells.csv units.csv times.csv
suppressMessages(library(lme4))
given <- commandArgs(trailingOnly = TRUE)
d <- read.csv(given[1])
factors <- c("entry", "gender", "origin", "level", "cohort")
now <- function() as.numeric(proc.time()["elapsed"])
start <- now()
d$cell <- interaction(d[factors], drop = TRUE)
whole <- rowsum(d[c("x", "n")], d$cell)
p <- (whole$x / whole$n)[match(d$cell, rownames(whole))]
all <- whole$n[match(d$cell, rownames(whole))]
size <- rowsum(d$n, d$unit)[, 1]
own <- size[match(d$unit, names(size))]
difference <- rowsum(d$x - d$n * p, d$unit)[, 1] / size
sd <- sqrt(rowsum((d$n / own)^2 * p * (1 - p) * (1 / d$n - 1 / all), d$unit)[, 1])
benchmark <- now()
x <- rowsum(d$x, d$unit)[, 1]
target <- sum(x) / sum(size)
v <- target * (1 - target) / size
z <- (x / size - target) / sqrt(v)
cut <- quantile(z, c(0.1, 0.9), type = 7)
phi <- mean(pmin(pmax(z, cut[1]), cut[2])^2)
i <- length(z); w <- 1 / v
tau2 <- max(0, (i * phi - (i - 1)) / (sum(w) - sum(w^2) / sum(w)))
low <- pbinom(x, size, target)
high <- pbinom(x - 1, size, target, lower.tail = FALSE)
if (tau2 > 0) {
  r <- tau2 / (target * (1 - target))
  a <- target * (1 / r - 1); b <- (1 - target) * (1 / r - 1)
  for (j in seq_len(i)) {
    k <- 0:size[j]
    mass <- exp(lchoose(size[j], k) + lbeta(k + a, size[j] - k + b) - lbeta(a, b))
    low[j] <- sum(mass[k <= x[j]]); high[j] <- sum(mass[k >= x[j]])
  }
}
seen <- now()
for (name in factors) d[[name]] <- factor(d[[name]])
m <- glmer(cbind(x, n - x) ~ entry + gender + origin + level + cohort + (1 | unit), d,
  family = binomial, nAGQ = 1, control = glmerControl(optimizer = "bobyqa"))
effect <- ranef(m)$unit[names(size), 1]
fitted <- now()
units <- data.frame(unit = names(size), difference, sd, p_low = low, p_high = high, effect)
write.csv(format(units, digits = 15, trim = TRUE), given[2], row.names = FALSE, quote = FALSE)
times <- data.frame(benchmark = benchmark - start, funnel = seen - benchmark, model = fitted - seen,
  phi, tau2)
write.csv(format(times, digits = 15, trim = TRUE), given[3], row.names = FALSE, quote = FALSE)
