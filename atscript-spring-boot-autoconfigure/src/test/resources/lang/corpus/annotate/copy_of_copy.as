interface User { @meta.label 'a' @meta.description 'd' name: string }
annotate User as First { @meta.label 'b' name }
annotate First as Second { @meta.description 'e' name }
