type Small = 0 | 1 | 42
type Negative = -1 | -0.5
type Positive = +1 | +2.5
type Decimal = 3.14 | 10.0 | 0.001
type Exponent = 1e3 | 2.5e-4 | 1E10
interface Limits {
  @expect.min -40.5
  @expect.max 1e2
  temperature: number
}
