type Single = 'plain'
type Double = "plain"
type Quotes = 'a "quoted" text' | "it's"
type Escapes = 'tab\tline\nback\\slash \'quote\' \"double\"'
type Hex = 'ä \u00e4 \x41'
type Signs = 'a // no comment' | 'a /* none */ either' | '@no.annotation' | '{ ( ['
type Wide = '漢字 😀'
