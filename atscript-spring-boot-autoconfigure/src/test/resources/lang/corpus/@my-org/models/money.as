import { Currency } from './currency'
export type Money = { amount: decimal, currency: Currency }
