interface Base { id: number; name: string }
interface User extends Base { mail: string }
annotate User { @meta.label 'N' name; @meta.label 'M' mail }
annotate Base { @meta.label 'Id' id }
