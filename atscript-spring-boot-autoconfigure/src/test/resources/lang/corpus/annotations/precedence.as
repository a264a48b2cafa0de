@meta.label 'type'
@meta.description 'type'
@meta.documentation 'type'
type Name = string
interface A {
  @meta.label 'property'
  @meta.description 'property'
  name: Name
}
interface B {
  @meta.label 'reference'
  name: A.name
}
annotate B { @meta.label 'block' name }
