interface Tree { node: { value: string, next?: Tree.node } }
