# Wilson by prop.test (score interval, no continuity correction); the finite-population versions
# written out: Wilson with n (N - 1) / (N - n), Agresti-Coull with sqrt((N - n) / (N - 1)).
d <- read.csv("input.csv")
wilson <- function(x, n, confidence) {
  suppressWarnings(prop.test(x, n, conf.level = confidence, correct = FALSE)$conf.int[1:2])
}
# prop.test accepts counts that are not whole only through its formula, so the same formula is
# used for the effective base; that it is the same is checked here on whole counts.
score <- function(p, n, confidence) {
  z <- qnorm((1 + confidence) / 2)
  centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
  c(centre - half, centre + half)
}
out <- t(sapply(seq_len(nrow(d)), function(i) {
  with(d[i, ], {
    w <- wilson(x, n, confidence)
    # prop.test cuts the limits at 0 and 1, as the product does.
    stopifnot(all.equal(w, pmin(pmax(score(x / n, n, confidence), 0), 1), tolerance = 1e-10))
    effective <- n * (population - 1) / (population - n)
    f <- pmin(pmax(score(x / n, effective, confidence), 0), 1)
    z <- qnorm((1 + confidence) / 2)
    centre <- (x + z^2 / 2) / (n + z^2)
    half <- z * sqrt(centre * (1 - centre) / (n + z^2))
    correction <- sqrt((population - n) / (population - 1))
    c(wilson_low = w[1], wilson_high = w[2], fpc_low = f[1], fpc_high = f[2],
      ac_low = max(centre - half, 0), ac_high = min(centre + half, 1),
      ac_fpc_low = max(centre - half * correction, 0),
      ac_fpc_high = min(centre + half * correction, 1))
  })
}))
write.csv(format(cbind(d, out), digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
