// Editors with Vue's extension know the components' own types; this is for "deskjs check".
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, any>
  export default component
}
