console.log(btoa('hi\xff'), atob(' aGn /\n'), btoa(null), atob(btoa('')), atob('YQ'))
for (const wrong of [() => btoa('€'), () => atob('a'), () => atob('%'), () => atob('YQ='), () => atob()]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.message, typeof DOMException) }
}
