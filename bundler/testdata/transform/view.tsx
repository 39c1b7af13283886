export const view = (p: { n: string }) => <b class="x">{p.n}</b>
