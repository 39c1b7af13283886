class A {
  #x = 1;
  static s = 2;
  accessor y = 3;
}
function d(f, c) { return f }
class B { @d m() {} }
{ using r = open(); }
