use '@atscript/db'
use "ui"
interface A { a: string }
use 'late'
