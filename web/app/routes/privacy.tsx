import { PlainWords } from '../parts/plain-words';

export default function Privacy() {
  return <PlainWords about="privacy" />;
}
