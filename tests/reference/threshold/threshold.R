# P(share < threshold) from the Beta(x + 1/2, n - x + 1/2) posterior.
d <- read.csv("input.csv")
d$probability <- pbeta(d$threshold, d$x + 0.5, d$n - d$x + 0.5)
write.csv(format(d, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
