@ui.widget 'table'
@emit.table
@tag
@a.b.c.d.e 'deep'
@$x._y
interface User { @ui.column 1 @tag id: number }
