/** Where bands of prices begin, in minor units: 0, then 1, 2 and 5 times each power of ten from 100 on. */
export const priceBands: number[] = [0];
for (let power = 100; power <= 1e12; power *= 10) priceBands.push(power, 2 * power, 5 * power);
