# Paired t test per group; t.test leaves out who did not give both answers. A gap no larger than a
# margin: two one-sided tests, each moved by the margin to one side, their p-values added.
d <- read.csv("input.csv")
out <- NULL
for (confidence in c(0.90, 0.95)) for (g in unique(d$group)) {
  e <- d[d$group == g, ]
  found <- t.test(e$importance, e$attainment, paired = TRUE, conf.level = confidence)
  both <- na.omit(e$importance - e$attainment)
  away <- both * sign(mean(both))
  beyond <- t.test(away, mu = 0.25, alternative = "greater")$p.value +
    t.test(away, mu = -0.25, alternative = "greater")$p.value
  out <- rbind(out, data.frame(group = g, confidence = confidence, n = length(both),
    gap = unname(found$estimate), sd = sd(both), se = found$stderr, low = found$conf.int[1],
    high = found$conf.int[2], t = unname(found$statistic), p_value = found$p.value,
    short = mean(both >= 1), over = mean(both <= -1), p_beyond = beyond))
}
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
