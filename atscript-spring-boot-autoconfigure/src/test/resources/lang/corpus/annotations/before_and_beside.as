@ui.a
@ui.b 'x' interface A {
  @ui.c
  a: string
  @ui.d 'y' b: string
  @ui.e 'z'; c: string
  @ui.f @ui.g 1 @ui.h d: string
}
