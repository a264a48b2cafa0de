interface User { @meta.label 'own' name: string }
annotate User { @meta.label 'first' name }
annotate User { @meta.label 'second' @meta.description 'too' name }
