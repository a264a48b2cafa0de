type Left = {
  @meta.label 'Left'
  same: string
  place: { city: string }
}
type Right = {
  @meta.label 'Right'
  @meta.description 'of both'
  same: string
  place: { zip: string }
}
type Both = Left & Right
