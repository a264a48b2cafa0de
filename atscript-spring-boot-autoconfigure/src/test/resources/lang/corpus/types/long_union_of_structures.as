type Event =
  | { type: 'created', at: number.timestamp }
  | { type: 'renamed', name: string, at: number.timestamp }
  | { type: 'deleted', reason?: string }
interface Log { events: Event[]; last: Event }
