annotate User { @meta.id id }
interface User { id: number }
