/** What a wrong guess at an order's number and e-mail counts against: the address, and the order. */
export function trackLimits(number: string, address: string) {
  return [
    { who: `track address\n${address}`, room: 30, each: 20 },
    { who: `track order\n${number}`, room: 30, each: 60 },
  ];
}
