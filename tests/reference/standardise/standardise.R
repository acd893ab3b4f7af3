# Indirect standardisation, written from Draper and Gittoes (2004), doi:10.1111/j.1467-985X.2004.apm12.x:
# the weights lambda of every unit and cell in every difference, once with each unit's own rate
# (as published), once with the cell's rate (the null variance).
options(digits = 17)
d <- read.csv("input.csv")
out <- NULL
for (s in unique(d$set)) {
  e <- d[d$set == s, ]
  n <- xtabs(n ~ unit + cell, e)
  x <- xtabs(x ~ unit + cell, e)
  units <- as.integer(rownames(n))
  n <- matrix(n, nrow(n)); x <- matrix(x, nrow(x))
  rate <- ifelse(n > 0, x / n, 0)
  size <- rowSums(n); cells <- colSums(n)
  p <- colSums(x) / cells
  for (i in seq_along(size)) {
    lambda <- matrix(0, nrow(n), ncol(n))
    for (k in seq_along(size)) lambda[k, ] <- if (k == i) (n[i, ] / size[i]) * (1 - n[i, ] / cells)
      else -n[i, ] * n[k, ] / (size[i] * cells)
    seen <- n > 0
    null <- matrix(p * (1 - p), nrow(n), ncol(n), byrow = TRUE)
    v <- function(spread) sqrt(sum((lambda^2 * spread / n)[seen]))
    rest <- cells - n[i, ]
    shared <- rest > 0 & n[i, ] > 0
    w <- n[i, shared] / sum(n[i, shared])
    rest_rate <- (colSums(x) - x[i, ])[shared] / rest[shared]
    out <- rbind(out, data.frame(set = s, unit = units[i], n = size[i], observed = sum(x[i, ]) / size[i],
      expected = sum(n[i, ] * p) / size[i], difference = sum(lambda * rate), sd = v(null),
      sd_local = v(rate * (1 - rate)), contribution = sum(n[i, ]^2 / cells) / size[i],
      alone = sum(n[i, rest == 0]), left_out_expected = sum(w * rest_rate),
      left_out_difference = sum(w * (rate[i, shared] - rest_rate)),
      left_out_sd = sqrt(sum(w^2 * (p * (1 - p))[shared] * (1 / n[i, shared] + 1 / rest[shared])))))
  }
}
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)

# Means: the same with the residual variance of each cell; cells of one take the overall residual
# variance of the analysis of variance by cell.
m <- read.csv("values.csv")
fit <- lm(value ~ factor(cell), m)
overall <- summary(fit)$sigma^2
spread <- tapply(m$value, m$cell, var)
spread[is.na(spread)] <- overall
mean_of <- tapply(m$value, m$cell, mean)
cells <- table(m$cell)
means <- NULL
for (i in sort(unique(m$unit))) {
  own <- m[m$unit == i, ]
  n <- table(factor(own$cell, levels = names(cells)))
  w <- n / nrow(own)
  used <- n > 0
  means <- rbind(means, data.frame(unit = i, n = nrow(own), observed = mean(own$value),
    expected = mean(fitted(fit)[m$unit == i]), difference = mean(resid(fit)[m$unit == i]),
    sd = sqrt(sum((w^2 * spread * (1 / n - 1 / cells))[used])),
    contribution = sum((w * n / cells)[used])))
}
write.csv(format(means, digits = 15, trim = TRUE), "means.csv", row.names = FALSE, quote = FALSE)
