// The bytes that values are written as, and what is refused, both ways.
// needs a patch: resizable ArrayBuffers, the flags d and v, SharedArrayBuffer
const v8=require('v8')
const p=(x)=>{try{console.log(v8.serialize(x).toString('hex'))}catch(e){console.log(e.name,e.message)}}
p({1:'a',4294967294:1,4294967295:2,2147483647:1,2147483648:2})
p([1,1.5]);p([1,1.5,'a']);p([,1]);const a=[1,2];a.x=3;p(a)
const e2=new Error('x');e2.stack='S';e2.code='f';p(e2)
p(new Uint16Array(3));p(/a/dg);p(-0);p(2**31);p(-(2**31));p(10n**30n);p(-1n);p(0n);p('aé');p('aĀ');p({'ā':'Ā'});p(new Map([[1,2]]));p(new Set([1]))
p(Object(1n));p(Object('s'));p(Object(true));p(Object(false));p(Object(2));p(new Date(5));p(new Date(NaN));p(Buffer.from('abc'));p(new DataView(new ArrayBuffer(8),2,4))
p(new ArrayBuffer(4));p([undefined,null,true,false,1e300,NaN]);const c={};c.c=c;c.d=[c,c];p(c);p([]);p({});p('');p('x'.repeat(300));p(()=>{}),p(Symbol('q'));p(Promise.resolve());p(new WeakMap());p(new Proxy({},{}));p(class A{});p(new SharedArrayBuffer(3));p(function*(){}());p(Math);p(Object(Symbol('z')));p((function(){return arguments})(1,2));p(new Proxy([],{}));p(Object.create(null)); p({get a(){return 5},[Symbol('x')]:4});p(new (class X{a=1;#b=2}))
p([1,2,3].map((x,i)=>({i,s:'k'+i})))
const s=new v8.Serializer();s.writeHeader();s.writeValue({a:new Uint8Array([1,2,3]),b:new Float64Array([1.5]),d:new DataView(new ArrayBuffer(3))});const u=new Uint8Array(new ArrayBuffer(4,{maxByteLength:8}));s.writeValue([u,u,u.buffer]);const b=s.releaseBuffer();console.log(b.toString('hex'))
const d=new v8.Deserializer(b);d.readHeader();console.log(d.readValue(),d.readValue()[0].buffer.maxByteLength)
const all=[c,[,1,,'x'],a,e2.message,new Uint16Array([1,2]),/a/dg,-0,2**31,-(2**31),10n**30n,-5n,'aé','aĀ',new Map([[{},c]]),new Set([1,'s']),Object(1n),Object('s'),Object(false),new Date(5),Buffer.from('abc'),new DataView(new ArrayBuffer(8),2,4)]
console.log(v8.deserialize(v8.serialize(all)))
for (const bad of ['ff0f','ff0f6f','ff0f22ff','ff0f41ffffffff0f','ff0f5e05','ff0f7b','ff105f','ff0c5f','','ff0f6302','ff0f5200','ff0f610249024902400102'])try{console.log(v8.deserialize(Buffer.from(bad,'hex')))}catch(e){console.log(bad,e.name,e.message)}
