# Benjamini-Hochberg. p.adjust leaves NA out of the number of comparisons.
d <- read.csv("input.csv")
d$q <- ave(d$p, d$family, FUN = function(p) p.adjust(p, method = "BH"))
write.csv(format(d, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
