interface Numbers {
  positive: number.positive
  negative: number.negative
  single: number.single
  double: number.double
  int: number.int
  intPositive: number.int.positive
  intNegative: number.int.negative
  int8: number.int.int8
  int16: number.int.int16
  int32: number.int.int32
  int64: number.int.int64
  uint8: number.int.uint8
  byte: number.int.uint8.byte
  uint16: number.int.uint16
  port: number.int.uint16.port
  uint32: number.int.uint32
  uint64: number.int.uint64
  timestamp: number.timestamp
  created: number.timestamp.created
  updated: number.timestamp.updated
}
