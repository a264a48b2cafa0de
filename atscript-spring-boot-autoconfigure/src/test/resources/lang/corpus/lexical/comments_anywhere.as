/* before */ export /* between */ interface /* and */ User /* here */ {
  // a line of its own
  id /* before the colon */ : /* behind it */ number // behind the type
  name: /* one */ string /* two */ | /* three */ null /* four */
  /* over
     several lines */
  tags: string /* before brackets */ [] // the end
  @meta.label /* before the argument */ 'Mail' // behind it
  mail?: string
}
/** A comment in the style of another tool. */
type Status = // the options follow
  /* first */ 'open' |
  // second
  'closed'
