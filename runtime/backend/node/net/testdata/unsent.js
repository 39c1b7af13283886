// An attempt that is never made says where it would have come from.
const net = require('net')

net.connect(80, '255.255.255.255').on('error', (error) => {
  console.log(error.message, Object.keys(error).join())
})
