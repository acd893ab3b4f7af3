# Raking, trimming, weighted estimates and R-indicator of an invented cohort of 900 graduates, by
# survey (rake, trimWeights, svymean, svyby, svyquantile) and glm. graduates.csv is made by the first
# lines when it is missing; everything else is computed from it.
suppressMessages(library(survey))
options(digits = 15)
if (!file.exists("graduates.csv")) {
  set.seed(20260)
  n <- 900
  school <- sample(c("A", "B", "C", "D"), n, TRUE, c(.4, .3, .2, .1))
  gender <- sample(c("f", "m"), n, TRUE, c(.45, .55))
  destination <- sample(c("work", "study", "none"), n, TRUE, c(.6, .25, .15))
  eta <- c(A = 0, B = .5, C = -.6, D = .2)[school] + .4 * (gender == "f") +
    c(work = .3, study = .6, none = -1.6)[destination] - .3
  answered <- as.integer(runif(n) < plogis(eta))
  satisfied <- as.integer(runif(n) < plogis(.8 * (destination != "none") + .3 * (gender == "f") - .2))
  # Heaped: round hundreds.
  pay <- round(exp(rnorm(n, 8.7 + .1 * (school == "B"), .35)) / 100) * 100
  # Without ties.
  index <- round(rnorm(n, 50 + 8 * (destination == "study"), 10), 9)
  # Items left blank by some who answered.
  satisfied[runif(n) < .08] <- NA
  pay[runif(n) < .2 | destination != "work"] <- NA
  write.csv(data.frame(school, gender, destination, answered, satisfied, pay, index),
            "graduates.csv", row.names = FALSE, quote = FALSE)
}
everybody <- read.csv("graduates.csv", stringsAsFactors = TRUE)
N <- nrow(everybody)
s <- everybody[everybody$answered == 1, ]
margin <- function(name) {
  counts <- as.data.frame(table(everybody[[name]]))
  names(counts) <- c(name, "Freq")
  counts
}
base <- svydesign(ids = ~1, weights = rep(N / nrow(s), nrow(s)), data = s)
raked <- rake(base, list(~school, ~gender, ~destination),
              list(margin("school"), margin("gender"), margin("destination")),
              control = list(maxit = 1000, epsilon = 1e-9))
trimmed <- trimWeights(raked, upper = 1.5 * N / nrow(s), lower = .8 * N / nrow(s), strict = TRUE)
weight <- weights(raked, "sampling") * nrow(s) / N
cut <- weights(trimmed, "sampling") * nrow(s) / N
write.csv(format(data.frame(s[, c("school", "gender", "destination")], weight, cut), digits = 15,
                 trim = TRUE), "weights.csv", row.names = FALSE, quote = FALSE)
s$weight <- weight
# Weights as given: a design made of them, as the product counts them.
d <- svydesign(ids = ~1, weights = ~weight, data = s)
f <- svydesign(ids = ~1, weights = ~weight, data = s, fpc = rep(N, nrow(s)))
rows <- list()
add <- function(what, group, value, se, se_fpc, n)
  rows[[length(rows) + 1]] <<- data.frame(what = what, group = group, value = as.numeric(value),
    se = as.numeric(se), se_fpc = as.numeric(se_fpc), n = n)
# Item non-response is a domain: its members count in n, and contribute nothing.
of <- function(design) subset(design, !is.na(satisfied))
m <- svymean(~satisfied, of(d)); g <- svymean(~satisfied, of(f))
add("share", "all", coef(m), SE(m), SE(g), sum(!is.na(s$satisfied)))
b <- svyby(~satisfied, ~school, of(d), svymean); bf <- svyby(~satisfied, ~school, of(f), svymean)
for (i in seq_len(nrow(b)))
  add("share", as.character(b$school[i]), b$satisfied[i], b$se[i], bf$se[i],
      sum(!is.na(s$satisfied[s$school == b$school[i]])))
i <- svymean(~index, d); j <- svymean(~index, f)
add("mean", "all", coef(i), SE(i), SE(j), nrow(s))
for (name in c("pay", "index")) for (p in c(.25, .5, .75)) {
  there <- subset(d, !is.na(s[[name]]))
  w <- weights(there, "sampling")
  x <- there$variables[[name]]
  q <- survey:::qrule_math(x, w, p)
  q2 <- coef(svyquantile(reformulate(name), there, p, ci = FALSE))
  stopifnot(isTRUE(all.equal(unname(q), unname(q2[1]))))
  # svymean of the scores about p, which sum to about 0: the spread about p itself.
  u <- w * ((x <= q) - p) / sum(w)
  se <- sqrt(nrow(s) / (nrow(s) - 1) * sum(u^2))
  add(paste0("quantile_", name), as.character(p), q, se, NA, length(x))
  z <- qnorm(.975)
  add(paste0("low_", name), as.character(p), survey:::qrule_math(x, w, p - z * se), NA, NA, length(x))
  add(paste0("high_", name), as.character(p), survey:::qrule_math(x, w, p + z * se), NA, NA, length(x))
  # What svymean gives for the share up to the quantile, for comparison.
  add(paste0("svymean_", name), as.character(p), coef(svymean(~I(x <= q), there))[2],
      SE(svymean(~I(x <= q), there))[2], NA, length(x))
}
add("kish", "all", sum(weight)^2 / sum(weight^2), NA, NA, nrow(s))
write.csv(format(do.call(rbind, rows), digits = 15, trim = TRUE), "estimates.csv",
          row.names = FALSE, quote = FALSE)
# R-indicator: Schouten, Cobben and Bethlehem (2009); adjusted by the mean sampling variance of the
# propensities, Shlomo, Skinner and Schouten (2012).
model <- glm(answered ~ school + gender + destination, binomial, everybody,
             control = list(epsilon = 1e-14, maxit = 100))
rho <- fitted(model)
x <- model.matrix(model)
z <- x * (rho * (1 - rho))
noise <- mean(rowSums((z %*% solve(t(z) %*% x)) * z))
write.csv(format(data.frame(value = 1 - 2 * sd(rho), adjusted = 1 - 2 * sqrt(var(rho) - noise),
                            response = mean(everybody$answered)), digits = 15, trim = TRUE),
          "r_indicator.csv", row.names = FALSE, quote = FALSE)
