import type { Seller } from '../domain/document.ts';

/** What the settings say of whoever sells. */
export interface SellerConfig {
  SAGASHOP_SELLER_NAME?: string;
  SAGASHOP_SELLER_ADDRESS?: string;
  SAGASHOP_SELLER_TAX_ID?: string;
}

const MADE_UP: Seller = {
  name: 'Sagashop',
  address: 'Example Street 1, 12345 Example Town',
  taxId: '0000000000',
};

/** Who sells, from now on. Without a name it is the demonstration's, so that nobody's name stands beside a made-up address. */
export function sellerIn(config: SellerConfig): Seller {
  const {
    SAGASHOP_SELLER_NAME: name,
    SAGASHOP_SELLER_ADDRESS: address,
    SAGASHOP_SELLER_TAX_ID: taxId,
  } = config;
  return name ? { name, address: address ?? '', taxId: taxId ?? '' } : MADE_UP;
}
