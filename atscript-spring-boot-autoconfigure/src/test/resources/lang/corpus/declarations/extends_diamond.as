interface Root { @meta.id id: number }
interface Left extends Root { left: string }
interface Right extends Root { right: string }
interface Both extends Left, Right { own: string }
