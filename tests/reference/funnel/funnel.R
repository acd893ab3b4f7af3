# Funnel plot from the formulas of Spiegelhalter (2005), doi:10.1002/sim.1970; tails binomial, or
# beta-binomial with mean target and variance tau2 by adding up its probabilities.
d <- read.csv("input.csv")
units <- NULL
plots <- NULL
for (s in unique(d$set)) {
  e <- d[d$set == s, ]
  target <- sum(e$x) / sum(e$n)
  v <- target * (1 - target) / e$n
  z <- (e$x / e$n - target) / sqrt(v)
  cut <- quantile(z, c(0.1, 0.9), type = 7)
  phi <- mean(pmin(pmax(z, cut[1]), cut[2])^2)
  i <- length(z); w <- 1 / v
  tau2 <- if (i * phi < i - 1) 0 else (i * phi - (i - 1)) / (sum(w) - sum(w^2) / sum(w))
  low <- pbinom(e$x, e$n, target)
  high <- pbinom(e$x - 1, e$n, target, lower.tail = FALSE)
  over_low <- low; over_high <- high
  if (tau2 > 0) {
    r <- tau2 / (target * (1 - target))
    a <- target * (1 / r - 1); b <- (1 - target) * (1 / r - 1)
    for (j in seq_len(i)) {
      k <- 0:e$n[j]
      mass <- exp(lchoose(e$n[j], k) + lbeta(k + a, e$n[j] - k + b) - lbeta(a, b))
      over_low[j] <- sum(mass[k <= e$x[j]]); over_high[j] <- sum(mass[k >= e$x[j]])
    }
  }
  units <- rbind(units, data.frame(set = s, x = e$x, n = e$n, z = z, low = low, high = high,
    over_low = over_low, over_high = over_high,
    limit95_low = pmax(target - qnorm(0.975) * sqrt(v + tau2), 0),
    limit95_high = pmin(target + qnorm(0.975) * sqrt(v + tau2), 1),
    limit998_low = pmax(target - qnorm(0.999) * sqrt(v + tau2), 0),
    limit998_high = pmin(target + qnorm(0.999) * sqrt(v + tau2), 1)))
  plots <- rbind(plots, data.frame(set = s, target = target, phi = phi, tau2 = tau2))
}
write.csv(format(units, digits = 15, trim = TRUE), "units.csv", row.names = FALSE, quote = FALSE)
write.csv(format(plots, digits = 15, trim = TRUE), "plots.csv", row.names = FALSE, quote = FALSE)
