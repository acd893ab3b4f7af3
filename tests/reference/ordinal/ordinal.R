# Proportional-odds models by MASS::polr; its Hessian is numerical, so the fit is driven far.
library(MASS)
d <- read.csv("input.csv")
out <- NULL
likelihood <- NULL
for (s in unique(d$set)) {
  e <- d[d$set == s, ]
  e$answer <- factor(e$answer, ordered = TRUE)
  fit <- polr(answer ~ teaching + practice + guidance, data = e, Hess = TRUE,
    control = list(reltol = 1e-15, maxit = 1000))
  estimate <- c(fit$zeta, coef(fit))
  se <- sqrt(diag(vcov(fit)))[names(estimate)]
  out <- rbind(out, data.frame(set = s, name = names(estimate), estimate = unname(estimate), se = unname(se)))
  null <- polr(answer ~ 1, data = e, control = list(reltol = 1e-15, maxit = 1000))
  likelihood <- rbind(likelihood, data.frame(set = s, fitted = as.numeric(logLik(fit)),
    null = as.numeric(logLik(null))))
}
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
write.csv(format(likelihood, digits = 15, trim = TRUE), "likelihood.csv", row.names = FALSE, quote = FALSE)

# Brant's test of proportional odds, from binary logits at every cut.
brant <- NULL
for (s in unique(d$set)) {
  e <- d[d$set == s, ]
  cuts <- sort(unique(e$answer))[-1]
  x <- model.matrix(~ teaching + practice + guidance, e)
  fits <- lapply(cuts, function(k) glm((e$answer >= k) ~ x - 1, family = binomial,
    control = list(epsilon = 1e-14, maxit = 100)))
  p <- sapply(fits, fitted)
  m <- length(cuts)
  keep <- 2:4
  v <- matrix(0, 3 * m, 3 * m)
  bread <- function(k, l) t(x) %*% (x * (p[, l] * (1 - p[, k])))
  for (k in 1:m) for (l in k:m) {
    part <- (solve(bread(k, k)) %*% bread(k, l) %*% solve(bread(l, l)))[keep, keep]
    v[3 * (k - 1) + 1:3, 3 * (l - 1) + 1:3] <- part
    v[3 * (l - 1) + 1:3, 3 * (k - 1) + 1:3] <- t(part)
  }
  b <- unlist(lapply(fits, function(f) unname(coef(f))[keep]))
  # Every cut against the first, where the product compares neighbours: the same statistic.
  contrast <- cbind(-diag(3)[rep(1:3, m - 1), ], diag(3 * (m - 1)))
  test <- function(rows) {
    d <- contrast[rows, , drop = FALSE]
    stat <- drop(t(d %*% b) %*% solve(d %*% v %*% t(d)) %*% (d %*% b))
    c(statistic = stat, df = length(rows), p_value = pchisq(stat, length(rows), lower.tail = FALSE))
  }
  rows <- seq_len(3 * (m - 1))
  found <- rbind(test(rows), t(sapply(1:3, function(j) test(rows[(rows - 1) %% 3 == j - 1]))))
  brant <- rbind(brant, data.frame(set = s, name = c("all", colnames(x)[keep]), found))
}
write.csv(format(brant, digits = 15, trim = TRUE), "brant.csv", row.names = FALSE, quote = FALSE)

# Share of the two highest answers expected with one driver at 2 and at 5, everything else as it is;
# the gradient by differences.
shift <- NULL
for (s in unique(d$set)) {
  e <- d[d$set == s, ]
  e$answer <- factor(e$answer, ordered = TRUE)
  fit <- polr(answer ~ teaching + practice + guidance, data = e, Hess = TRUE,
    control = list(reltol = 1e-15, maxit = 1000))
  parameters <- c(coef(fit), fit$zeta)
  covariance <- vcov(fit)[names(parameters), names(parameters)]
  x <- as.matrix(e[c("teaching", "practice", "guidance")])
  cut <- 3 + length(fit$zeta) - 1
  share <- function(b, j, v) { x[, j] <- v; mean(plogis(x %*% b[1:3] - b[cut])) }
  for (j in 1:3) {
    move <- function(b) share(b, j, 5) - share(b, j, 2)
    gradient <- sapply(seq_along(parameters), function(i) {
      step <- replace(numeric(length(parameters)), i, 1e-5)
      (move(parameters + step) - move(parameters - step)) / 2e-5
    })
    shift <- rbind(shift, data.frame(set = s, driver = colnames(x)[j], share_low = share(parameters, j, 2),
      share_high = share(parameters, j, 5), shift = move(parameters),
      se = sqrt(drop(t(gradient) %*% covariance %*% gradient))))
  }
}
write.csv(format(shift, digits = 15, trim = TRUE), "shift.csv", row.names = FALSE, quote = FALSE)
