interface Headers { 'content-type': string; "x": { 'y z': number } }
interface Reply {
  type: Headers['content-type']
  z: Headers["x"]['y z']
  mixed: Headers.x['y z']
}
