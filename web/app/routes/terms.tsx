import { PlainWords } from '../parts/plain-words';

export default function Terms() {
  return <PlainWords about="terms" />;
}
