interface User { a: string; b: string; c: string; d: string }
annotate User { @meta.label 'A' a, @meta.label 'B' b
  @meta.label 'C' c
  d }
