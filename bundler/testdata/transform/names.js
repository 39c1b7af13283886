function outer() {
  function f() {}
  {
    function f() {}
    return f.name;
  }
}
export default class {}
