const c=require('crypto')
console.log(c.createHash('sha256').update('abc').digest('hex'))
console.log(c.createHmac('sha1','k').update('abc').digest('base64'))
for(const n of ['aes-256-cbc','aes-128-gcm','aes-192-ctr','aes-128-ccm','aes-128-ocb','chacha20-poly1305','des-ede3-cbc','aes-128-cfb','aes-128-cfb8','aes-128-cfb1','aes-128-ofb','aes-256-ecb','id-aes128-wrap','chacha20','id-aes192-wrap-pad','des-ede-cfb','des-ede3-cfb1']){
 const i=c.getCipherInfo(n)
 const key=Buffer.alloc(i.keyLength,7).map((x,j)=>x*j+3), iv=i.ivLength?Buffer.alloc(i.ivLength,9):null
 const o=/ccm|ocb|poly/.test(n)?{authTagLength:12}:undefined
 const e=c.createCipheriv(n,key,iv,o)
 if(/gcm|ocb|poly/.test(n)) e.setAAD(Buffer.alloc(37,5))
 if(/ccm/.test(n)) e.setAAD(Buffer.alloc(37,5),{plaintextLength:2000})
 const pt=Buffer.alloc(2000,'hello world ')
 let out
 if(/ccm|wrap/.test(n)) out=Buffer.concat([e.update(pt),e.final()])
 else out=Buffer.concat([e.update(pt.subarray(0,13)),e.update(pt.subarray(13,700)),e.update(pt.subarray(700)),e.final()])
 console.log(n,c.hash('sha1',out,'hex'), o||/gcm/.test(n)?e.getAuthTag().toString('hex'):'')
 const d=c.createDecipheriv(n,key,iv,o)
 if(o||/gcm/.test(n)) d.setAuthTag(e.getAuthTag())
 if(/gcm|ocb|poly/.test(n)) d.setAAD(Buffer.alloc(37,5))
 if(/ccm/.test(n)) d.setAAD(Buffer.alloc(37,5),{plaintextLength:2000})
 if(/ccm|wrap/.test(n)) out=Buffer.concat([d.update(out),d.final()])
 else out=Buffer.concat([d.update(out.subarray(0,100)),d.update(out.subarray(100)),d.final()])
 console.log(out.equals(pt))
}
console.log(c.hkdfSync('sha256','k','s','i',16), c.pbkdf2Sync('p','s',1000,20,'sha512').toString('hex'), c.scryptSync('p','s',20).toString('hex'))
