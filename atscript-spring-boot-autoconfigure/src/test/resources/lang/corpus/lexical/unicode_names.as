interface Größe {
  höhe: number
  ширина: number
  名前: string
  $id: number
  _private: string
  x1: string
}
type Ångström = number
interface Messung { wert: Größe.höhe, einheit?: Ångström }
interface Größe2 {
  éclat: string
  x٣: Größe2.éclat
}
