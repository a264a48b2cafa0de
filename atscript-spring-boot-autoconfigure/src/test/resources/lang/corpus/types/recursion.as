interface Category { name: string; parent?: Category; children: Category[] }
type Json = string | number | boolean | null | Json[] | { [*]: Json }
interface Author { books: Book[] }
interface Book { author: Author }
