# Newcombe's hybrid score interval (method 10) from the Wilson limits of prop.test.
d <- read.csv("input.csv")
wilson <- function(x, n, confidence) {
  suppressWarnings(prop.test(x, n, conf.level = confidence, correct = FALSE)$conf.int[1:2])
}
out <- t(sapply(seq_len(nrow(d)), function(i) {
  with(d[i, ], {
    a <- wilson(x1, n1, confidence)
    b <- wilson(x2, n2, confidence)
    p1 <- x1 / n1
    p2 <- x2 / n2
    c(difference = p1 - p2,
      low = p1 - p2 - sqrt((p1 - a[1])^2 + (b[2] - p2)^2),
      high = p1 - p2 + sqrt((a[2] - p1)^2 + (p2 - b[1])^2))
  })
}))
write.csv(format(cbind(d, out), digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
