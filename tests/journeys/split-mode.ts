import { way } from './test-shop.ts';

// Imported before a journey, it lets that journey's shop be one of many processes' making.
way.split = true;
