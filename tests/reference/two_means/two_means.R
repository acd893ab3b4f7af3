# Welch's test per competence and its adjustment over the competences.
d <- read.csv("input.csv")
# Of a difference no larger than the margin either way: both ends, each from its own test.
beyond <- function(x, y, margin) {
  towards <- if (mean(x) >= mean(y)) c("greater", "less") else c("less", "greater")
  near <- if (mean(x) >= mean(y)) margin else -margin
  t.test(x, y, mu = near, alternative = towards[1])$p.value +
    1 - t.test(x, y, mu = -near, alternative = towards[2])$p.value
}
out <- NULL
for (confidence in c(0.90, 0.95)) {
  one <- NULL
  for (g in unique(d$competence)) {
    e <- d[d$competence == g, ]
    f <- t.test(e$answer[e$side == "alumni"], e$answer[e$side == "employers"], conf.level = confidence)
    one <- rbind(one, data.frame(competence = g, confidence = confidence,
      difference = unname(f$estimate[1] - f$estimate[2]), se = f$stderr, df = unname(f$parameter),
      low = f$conf.int[1], high = f$conf.int[2], t = unname(f$statistic), p_value = f$p.value,
      p_margin = beyond(e$answer[e$side == "alumni"], e$answer[e$side == "employers"], 0.25)))
  }
  one$q_value <- p.adjust(one$p_value, method = "BH")
  out <- rbind(out, one)
}
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
