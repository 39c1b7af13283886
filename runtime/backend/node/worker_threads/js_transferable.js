// How a builtin's class makes its objects cloneable or transferable. An object is marked by markTransferMode, or all objects of a
// class by marking its prototype. The class has the methods
//
//	[kClone]() and [kTransfer]()   return { data, deserializeInfo }: what the object is made of, and 'module:Class'
//	[kDeserialize](data)           is called on a new object, which static [kCreate]() made or else new Class() without arguments
//	[kTransferList]()              returns what is transferred along with the object (optional)

const kTransferable = 1
const kCloneable = 2

function markTransferMode(object, cloneable, transferable) {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return
  const value = (cloneable ? kCloneable : 0) + (transferable ? kTransferable : 0)
  Object.defineProperty(object, binding.transferMode, { configurable: true, value })
}

module.exports = {
  markTransferMode,
  kClone: Symbol('messaging_clone_symbol'),
  kCreate: Symbol('messaging_create_symbol'),
  kDeserialize: Symbol('messaging_deserialize_symbol'),
  kTransfer: Symbol('messaging_transfer_symbol'),
  kTransferList: Symbol('messaging_transfer_list_symbol'),
}
