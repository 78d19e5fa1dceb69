export { Segmented } from './Chips.tsx'
