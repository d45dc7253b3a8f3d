/** The passwords that are tried first, of 8 characters and more, in lower case; Russian ones as typed too. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  password password0 password1 password2 password3 password7 password9 password01 password10 password11
  password12 password99 password123 password1234 password12345 password123456 password! password1!
  password@1 password@123 passw0rd p@ssword p@ssw0rd p@ssw0rd1 p@ssword1 p@55w0rd pa$$word pa$$w0rd
  passwort passwort1 mypassword newpassword thepassword yourpassword passpass pass1234 pass12345
  password2020 password2021 password2022 password2023 password2024 password2025 password2026 passphrase
  secretpassword 12345678 123456789 1234567890 12345678910 123456789a 123456789q 123456789z a123456789
  q123456789 a12345678 12345678a 12345678q 1234567a 1234567q a1234567 q1234567 1234567891 123456780
  012345678 0123456789 01234567 87654321 987654321 0987654321 9876543210 98765432 123123123 12312312
  123123123123 123321123 12321232 1234554321 12344321 1234321a 11223344 1122334455 112233445566 11112222
  11221122 12121212 12341234 1234512345 123451234 123456123456 123456654321 1234567654321 123454321
  13131313 13579246 1357924680 135792468 147258369 147852369 147896325 159357456 159753456 159263487
  741852963 789456123 963852741 951753852 987412365 98741236 14789632 36925814 25802580 31415926 314159265
  27182818 11235813 1123581321 10203040 1020304050 102030405060 10101010 20202020 21212121 23232323
  10293847 1029384756 192837465 19283746 1a2b3c4d 1a2b3c4d5e 1q1q1q1q 2w2w2w2w 1q2w3e4r 1q2w3e4r5t
  1q2w3e4r5t6y 1q2w3e4r5t6y7u q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx 1qaz2wsx3edc 1qaz@wsx !qaz2wsx
  1qazxsw2 2wsx3edc zaq12wsx zaq1xsw2 zaq1zaq1 zaq!2wsx xsw21qaz qazwsxedc qazwsxedcrfv qazwsx123 qazwsx12
  qaz123wsx qazqazqaz qweasdzxc qweasdzxc123 qweasd123 123qweasd 123qweasdzxc 123qwe123 qwe123qwe
  123qwe456 1234qwer 12345qwert 123456qw 123456qwe 123456qwerty 12qwaszx qwaszx12 qwerasdf qwerasdfzxcv
  asdfqwer qwertyui qwertyuiop qwertyuiop[] qwerty12 qwerty11 qwerty01 qwerty123 qwerty1234 qwerty12345
  qwerty123456 qwerty321 qwerty777 qwertyqwerty qwerqwer qwer1234 qwer12345 qwert123 qwert1234 qwert12345
  qweqweqwe qwe12345 qwe123456 ytrewq123 poiuytrewq poiuytre asdfghjk asdfghjkl asdfghjkl; asdfasdf
  asdf1234 asdfg123 asdfgh123 asdfgh12 asdasdasd asd12345 asd123456 asdfjkl; lkjhgfdsa zxcvbnm1 zxcvbnm,
  zxcvbnm123 zxcvbnm,./ zxcvzxcv zxcvb123 zxcvbn123 zxcasdqwe zxczxczxc zxc12345 mnbvcxza mnbvcxz1
  azertyuiop azerty123 qazxswedc qwertzui qwertzuiop 1234asdf 1234abcd abcd1234 abcd12345 abcde123
  abcde12345 abcdef123 abcdefgh abcdefghi abcdefg1 abcdefg123 abc12345 abc123456 abc123abc abcabcabc
  abcdabcd aabbccdd aaaa1111 aaa11111 aaaaaa11 a1b2c3d4 a1b2c3d4e5 a1s2d3f4 a1a1a1a1 aa123456 aa12345678
  aa123123 as123456 ab123456 q1q1q1q1 qq123456 ww123456 zz123456 xx123456 za123456 z1x2c3v4 iloveyou
  iloveyou1 iloveyou2 iloveyou! iloveyou123 iloveu123 iloveme1 ilovegod ilovejesus loveyou1 loveyou2
  loveyou123 lovelove lovely123 lovers123 mylove123 loveme123 iloveyouso foreverlove truelove welcome1
  welcome2 welcome12 welcome123 welcome1234 welcome01 welcome@123 letmein1 letmein12 letmein123 letmeinnow
  trustno1 trustnoone changeme changeme1 changeme123 changeit whatever whatever1 whatever123 nothing1
  something internet internet1 computer computer1 computer123 keyboard microsoft windows10 windows11
  windows7 android1 samsung1 samsung123 iphone123 facebook facebook1 google123 linkedin twitter1 instagram
  whatsapp youtube1 minecraft minecraft1 minecraft123 pokemon1 pokemon123 fortnite fortnite1 roblox123
  starwars starwars1 startrek startrek1 spiderman spiderman1 superman superman1 superman123 batman123
  ironman123 avengers skywalker darthvader lordvader gandalf1 hogwarts harrypotter naruto123 sasuke123
  dragonball dragon123 dragon12 dragons1 monkey123 monkey12 football football1 football12 football123
  baseball baseball1 baseball123 basketball basketball1 softball softball1 volleyball hockey123 soccer123
  soccer12 liverpool liverpool1 chelsea1 chelsea123 arsenal1 arsenal123 barcelona barcelona1 manchester
  manunited realmadrid juventus juventus1 ronaldo7 ronaldo123 messi123 cristiano spartak1 zenit2008
  dinamo123 yankees1 cowboys1 steelers steelers1 patriots eagles123 lakers24 michael1 michael123 michelle
  michelle1 jennifer jennifer1 jessica1 jessica123 jonathan jonathan1 christian christopher elizabeth
  elizabeth1 alexander alexander1 alexandra alexandr alexande nicholas nicholas1 benjamin benjamin1
  samantha samantha1 stephanie veronica veronika victoria victoria1 vladimir vladimir1 vladislav valentina
  valentin valeriya svetlana svetlana1 anastasia anastasiya ekaterina kristina kristina1 natalia1 natasha1
  natasha123 sergey123 dmitriy1 dmitry123 andrey123 andrew123 anthony1 ashley123 brandon1 charlie1
  charlie123 daniel123 danielle daniella gabriel1 gabriela isabella jasmine1 jordan23 jordan123 joshua123
  justin123 matthew1 matthew123 melissa1 nicole123 patricia princess princess1 princess12 princess123
  rebecca1 robert123 thomas123 william1 sunshine sunshine1 sunshine123 sunflower butterfly butterfly1
  rainbow1 rainbow123 flower123 chocolate chocolate1 cookie123 cheese123 banana123 pineapple strawberry
  blueberry blackberry cocacola cocacola1 pepsi123 mcdonalds hello123 hello1234 hello12345 hellohello
  helloworld goodmorning godisgood godblessme jesus123 jesus777 jesuschrist christ123 blessed1 blessings
  heaven123 angel123 angels123 babygirl babygirl1 babyboy1 baby1234 beautiful beautiful1 princesa
  tinkerbell hellokitty snowball snoopy123 mickeymouse garfield doraemon shadow123 shadow12 master123
  master12 mustang1 mustang123 maverick maverick1 mercedes mercedes1 ferrari1 ferrari123 porsche911
  corvette lamborghini yamaha123 kawasaki harley123 hunter123 hunter12 killer123 killer12 ranger123
  tigger123 tigger12 buster123 ginger123 pepper123 maggie123 bailey123 cookies1 creative creative1
  scorpion blackcat blackjack bluebird bluesky1 darkness darkside diamond1 diamonds elephant einstein
  evolution explorer fantasia firebird fireball fishing1 forever1 forever21 freedom1 freedom123 friends1
  friends123 friendship galaxy123 godzilla goldfish graduate greenday guitar123 happy123 happiness
  happyday hardcore highland holiday1 hollywood homework infinity inspiron isabelle juliette kingkong
  knights1 lasvegas legendary lemonade leonardo lollipop london123 longhorn lucky123 lucky777 magic123
  marathon marlboro marketing metallica midnight midnight1 millenium mitchell money123 monster1 monster123
  mountain musica123 napoleon newyork1 newyork123 nintendo november october1 december january1 february
  saturday thursday olympics panthers paradise peaches1 peanut123 penguin1 phoenix1 platinum playboy1
  playstation precious predator qwerty00 remember richard1 rockstar rockstar1 rosebud1 sabrina1 sailormoon
  scooby123 secret123 secret12 security semperfi septembe september serenity shopping1 simpsons slipknot
  slipknot1 snickers snowboard spongebob stargate starfish steven123 summer12 summer123 summer2020
  summer2021 summer2022 summer2023 summer2024 summer2025 winter123 winter2020 winter2021 winter2022
  winter2023 winter2024 winter2025 spring2023 spring2024 spring2025 autumn2024 autumn2025 superstar
  swordfish sweetheart swimming taekwondo teddybear tennis123 terminator testtest testing1 testing123
  test1234 test12345 test123456 tester123 testuser thunder1 tiger123 tigers123 timberland tinkerbe
  titanic1 tomorrow tottenham trinity1 trouble1 turtle123 undertaker universe valentine vampire1 vanessa1
  warcraft warcraft1 warrior1 whiskey1 wildcats williams winston1 wolverine xbox360live yellow123 zeppelin
  zombie123 administrator admin123 admin1234 admin12345 admin123456 administrator1 adminadmin admin@123
  admin2024 admin2025 root1234 rootroot toor1234 default1 guest123 guestguest user1234 useruser username
  username1 superuser sysadmin manager1 support1 service1 server123 login123 loginlogin access14 access123
  private1 temp1234 temppass temporary sagashop sagashop1 shopping onlineshop magazin1 parolparol parol123
  parol1234 parol12345 privet123 privetprivet lubovmoya solnishko solnyshko krasotka marinka1 natashka
  maksimka kolobok1 qwertyuiop1 пароль12 пароль123 пароль1234 паролька йцукенгш йцукенгшщз йцукен123
  йцукен12 фывапролд фывапрол фывафыва ячсмитьбю ячсмитьб солнышко любовь123 любимая1 любимый1 наташа123
  настенька привет123 приветик россия123 спартак1 зенит123 красотка принцесса максимка александр екатерина
  анастасия владимир светлана виктория gfhjkm123 gfhjkm12 gfhjkmgfhjkm ghbdtnbr cjkysirj fyfcnfcbz
  dkflbvbh fktrcfylh cdtnkfyf yfnfkmz1 vfrcbv123 k.,jdm123 k.,bvfz1 hjccbz123 gjkmpjdfntkm 1й2ц3у4к
  йцуйцуйцу
  `
    .trim()
    .split(/\s+/),
);
