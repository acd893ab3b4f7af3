# Simpson's estimate by counting pairs of people one by one, its variance from his formula, and the
# spread of the estimate over samples drawn from the shares.
d <- read.csv("input.csv")
set.seed(49)
out <- NULL
for (g in unique(d$group)) {
  count <- d$count[d$group == g]
  n <- sum(count)
  who <- rep(seq_along(count), count)
  pairs <- combn(who, 2)
  index <- mean(pairs[1, ] == pairs[2, ])
  p <- count / n
  variance <- (4 * n * (n - 1) * (n - 2) * sum(p^3) + 2 * n * (n - 1) * sum(p^2) -
    2 * n * (n - 1) * (2 * n - 3) * sum(p^2)^2) / (n * (n - 1))^2
  drawn <- rmultinom(20000, n, p)
  spread <- sd(colSums(drawn * (drawn - 1)) / (n * (n - 1)))
  out <- rbind(out, data.frame(group = g, n = n, index = index, se = sqrt(variance),
    low = max(index - qnorm(0.975) * sqrt(variance), 0),
    high = min(index + qnorm(0.975) * sqrt(variance), 1), drawn_sd = spread))
}
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
