interface A { a?: string; b ?: number; 'c'?: boolean; d?: string[] | null }
