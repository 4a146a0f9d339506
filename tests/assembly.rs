//! How sentences of an article work together: short articles about invented firms, and the records they make.
//! A record is written as `company|amount in 亿元|stage|count`, `-` for what is not told.

use zhaoshang::extract::extract;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::read::RawDocument;
use zhaoshang::record::Record;

#[test]
fn what_the_title_tells_too_is_shown_in_the_body() {
    let text = "华岭食品项目开工\n11月3日，市经开区华岭食品项目开工，总投资3亿元。";
    let document = RawDocument {
        id: "a".to_owned(),
        source: Some("宿州日报".to_owned()),
        bytes: text.into(),
        ..RawDocument::default()
    };
    let records = extract(&document, Lexicon::embedded()).into_records();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].stage_text.as_deref(), Some("开工"));
    // The outlet that the container names tells whose 经开区 it is.
    assert_eq!((records[0].park.as_deref(), records[0].city.as_deref()), (Some("宿州经开区"), Some("宿州市")));
}

fn told(text: &str) -> Vec<String> {
    let document = RawDocument { id: "text.txt".to_owned(), bytes: text.into(), ..RawDocument::default() };
    extract(&document, Lexicon::embedded()).into_records().iter().map(shown).collect()
}

fn check(table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, want)| told(text) != *want)
        .map(|(text, want)| format!("{text}: want {want:?}, got {:?}", told(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn shown(record: &Record) -> String {
    let company = record.company.as_deref().unwrap_or("-");
    let amount = record.amount_yi.map_or("-".to_owned(), |a| a.to_string());
    let stage = record.stage.map_or("-".to_owned(), |s| s.to_string());
    let count = record.count.map_or("-".to_owned(), |c| c.to_string());
    format!("{company}|{amount}|{stage}|{count}")
}

#[test]
fn sentences_about_the_same_project() {
    let table: &[(&str, &[&str])] = &[
        // A name behind 该项目 describes what was named before.
        (
            "5月18日，河间县华岭轴承有限公司精密轴承生产项目正式动工。据了解，该项目年产600万套轴承生产线是全县重点建设项目，占地35亩，拟投资3.1亿元。",
            &["河间县华岭轴承有限公司|3.1|开工|-"],
        ),
        (
            "与此同时，河间县丰禾木业有限公司木材加工项目开工。该项目位于城东工业园原石材厂、水泥厂，计划总投资3亿元，分3期建设。",
            &["河间县丰禾木业有限公司|3|开工|-"],
        ),
        (
            "在城南工业园，河间县宏远纺织有限公司建设现场一派繁忙。这个总投资3亿元的纺织项目，开工不到一年，目前正在安装设备。",
            &["河间县宏远纺织有限公司|3|在建|-"],
        ),
        ("河间县游客中心通过竣工验收，该工程投资3600万元。", &["-|0.36|竣工|-"]),
        // The headline's amount ties two namings of one firm's project together; another amount stays another project.
        (
            "增资8亿元 华岭集团骏珩科技座舱系统投资项目落户河间\n5月18日，华岭集团骏珩科技座舱系统投资项目签约落户河间经开区。\n此次骏珩科技计划新增投资8亿元，落地河间座舱系统项目。",
            &["华岭集团|8|签约|-"],
        ),
        (
            "增资8亿元 华岭集团骏珩科技座舱系统投资项目落户河间\n5月18日，华岭集团骏珩科技座舱系统投资项目签约落户河间经开区。\n此前骏珩科技投资3亿元建设的河间座舱系统项目已投产。",
            &["华岭集团|8|签约|-", "骏珩科技|3|投产|-"],
        ),
        // 该产业园 finds the one that is called so, not the one told last.
        (
            "9月15日，总投资30亿元的华岭集团绿色建材产业园项目在河间县正式开工。上月，华岭集团智能装备项目在城南工业园开工。该产业园占地553亩，计划2029年底点火投产。",
            &["华岭集团|30|开工|-", "华岭集团|-|开工|-"],
        ),
        // Parts that are finished leave the whole under construction.
        (
            "河间县华岭化工有限公司硫酸项目总投资9亿元，于今年5月开工建设。截至目前，该项目办公楼及厂区路基工程已经完工，宿舍楼等附属工程近期开工。",
            &["河间县华岭化工有限公司|9|在建|-"],
        ),
        // One investment for two things is one project.
        (
            "华岭轴承公告，公司与河间县人民政府签订投资协议，投资12亿元在河间县建设华岭轴承生产基地及区域总部建设项目。",
            &["华岭轴承|12|签约|-"],
        ),
        // Each member of a list has its own investment behind it, with or without a head word.
        (
            "河间县集中开工10亿元以上大项目3个。其中，兴北铁路河间段总投资53亿元、南湖文化长廊总投资20亿元、新能源汽车产业园项目总投资11亿元。",
            &["-|53|开工|-", "-|20|开工|-", "-|11|开工|-"],
        ),
        // Attributes may stand in a list too.
        (
            "1月19日，计划总投资11亿元、年产48万套轴承项目落户河间县，由河间县华岭轴承有限公司投资建设。",
            &["河间县华岭轴承有限公司|11|签约|-"],
        ),
        // 上述项目 is the one told before, whatever it will consist of.
        (
            "河间县华岭轴承有限公司轴承产业园项目20日开工。上述项目占地千亩，总投资16亿元，主要建设轴承及齿轮生产基地，预计2年内投产，6年内实现达产。",
            &["河间县华岭轴承有限公司|16|开工|-"],
        ),
        // Items of a report begin with a name and a colon.
        (
            "已投产项目：\n1、斯瑞换热器：总投资1.2亿元，占地100亩，一期去年正式投产。\n2、伟佳纺织：总投资6亿元，占地382亩，即将开工建设。",
            &["-|1.2|投产|-", "-|6|拟建|-"],
        ),
        // One of five is one; 该项目 points over what is no project; the headline does not decide what the body expects.
        (
            "河间县华岭轴承有限公司轴承项目今年3月开工建设。华岭轴承是城东工业园今年新开工的5个项目之一，总投资6000万元，征地30亩。",
            &["河间县华岭轴承有限公司|0.6|开工|-"],
        ),
        (
            "河间县招商忙\n\n记者走进龙江文旅综合开发项目现场，挖掘机正在进行土地平整。\n\n镇党委书记李明说，大家干劲很足。\n\n该项目选址在宏村镇，总投资约20亿元。",
            &["-|20|在建|-"],
        ),
        ("华岭产业园8月投入使用\n\n总投资10亿元的华岭产业园一期工程加快建设，确保8月建成投入使用。", &["-|10|在建|-"]),
        // A new list with a number of its own is not of the stage told before.
        (
            "一季度，河间县签约项目13个，总投资9.4亿元。\n\n纳入考核的项目共2个，即河间县华岭轴承有限公司轴承项目、河间县丰禾食品有限公司面粉项目。",
            &["-|9.4|签约|13"],
        ),
        // A short name in a bracket is no other project.
        (
            "由华岭轴承投资16亿元建设的第6代轴承生产线项目（K3项目）在河间县开工建设。K3项目将填补空白。",
            &["华岭轴承|16|开工|-"],
        ),
        // Names that share no more than the kind of plant are two projects; a phase with a name behind it is that one's.
        (
            "总投资50亿元的华岭大数据中心项目签约落户河间县。这是继总投资50亿元的丰禾集团河间湾区数据中心项目、总投资45亿元的宏远集团数据中心项目、首期投资约60亿元的金田集团信息港项目后的又一个项目。",
            &["华岭|50|签约|-", "丰禾集团|50|-|-", "宏远集团|45|-|-", "金田集团|60|-|-"],
        ),
        // 该项目 is one whatever numbers it brings; a firm's phase is told of without a stage of its own.
        (
            "我县举行了滨河集成电路产业园项目奠基仪式。据悉，该项目计划总投资不低于60亿元，同时导入200家上下游企业。",
            &["-|60|开工|-"],
        ),
        (
            "县领导推介了一批工程，其中包括河间县的骏珩电子芯片封测项目二期。该项目总投资127亿元，目前正进行桩基施工。",
            &["骏珩|127|在建|-"],
        ),
        // One firm's project in other words; what a project is called as only describes it.
        (
            "华岭轴承公告，公司与河间县政府签订《新建30万吨高端轴承新材料及其单体项目投资协议》。根据公告，华岭轴承投资建设年产30万吨高端轴承新材料项目。项目总投资5亿元。",
            &["华岭轴承|5|签约|-"],
        ),
        (
            "河间宏基工业城项目于2013年1月正式签约，宏基工业城项目作为城西专业市场的配套园区项目之一，总投资3亿元。",
            &["-|3|签约|-"],
        ),
        // The site that a project belongs to is no other project.
        ("5月10日，骏珩股份河口基地的年产13万吨轴承项目一期投产。该项目总投资约10亿元。", &["骏珩股份|10|投产|-"]),
        // What happens elsewhere meanwhile is not about it.
        (
            "华岭轴承宣布投资11亿元建设轴承工厂。与此同时，河间高新区也在加快建设新的基地，引入了配套企业。",
            &["华岭轴承|11|拟建|-"],
        ),
        // What is said of a name makes it the subject of what follows.
        (
            "全县铺排项目214个，年度投资35亿元。\n\n河间云数据中心是全省的重点工程。项目投资50亿元，目前已开工。",
            &["-|50|开工|-"],
        ),
        // A heading, or the name before a colon, is the subject of the paragraphs under it.
        (
            "今年以来，河间县加快推进项目建设。\n\n一、华岭轴承项目\n\n总投资3亿元，占地60亩，目前主体厂房已经封顶。\n\n二、河间县人民医院新院区\n\n医院按三级医院标准建设，总投资6亿元，目前正在进行内部装修。",
            &["华岭轴承|3|在建|-", "-|6|在建|-"],
        ),
        (
            "河间县人民医院：按照“三级综合医院”标准建设。项目总投资6亿元，设置床位800张，目前正在进行内部装修。",
            &["-|6|在建|-"],
        ),
        // What follows the name of an item tells of it, whoever builds it.
        (
            "全县重点项目推进情况如下。\n\n（一）已开工项目（2个）\n\n1.河间轴承项目。总投资5亿元，由河间县华岭轴承有限公司投资建设。\n\n2.丰禾预制菜项目。总投资1.2亿元，建设预制菜生产线3条。\n\n（二）拟开工项目（1个）\n\n1.骏珩储能电站项目。总投资4亿元，建设100兆瓦储能电站，预计9月开工。",
            &["河间县华岭轴承有限公司|5|开工|-", "丰禾|1.2|开工|-", "骏珩|4|拟建|-"],
        ),
        // The stage told before a list is that of all its members; an agreement that is cited was signed.
        (
            "日前，河间县新签约华岭轴承制造项目（投资5亿元）、丰禾预制菜项目（投资3亿元）、河口储能电站项目（8亿元）。",
            &["华岭|5|签约|-", "丰禾|3|签约|-", "-|8|签约|-"],
        ),
        (
            "昨天，双方举行了座谈。根据协议，华岭集团将在河间县投资50亿元，建设新能源装备制造基地。",
            &["华岭集团|50|签约|-"],
        ),
        // 该产业园, 该项目 take up what the sentence before only named.
        (
            "华岭轴承项目总投资5亿元，主体工程已完成80%。同样一派繁忙的还有丰禾预制菜产业园。该产业园由丰禾食品集团投资3亿元建设，一期已于9月投产。",
            &["华岭轴承|5|在建|-", "丰禾食品集团|3|投产|-"],
        ),
        // What the first amount of a list is, the others are.
        (
            "总投资12亿元的华岭高端装备产业园、15亿元的丰禾食品城和20亿元的骏珩零碳产业园日前同时签约。",
            &["华岭|12|签约|-", "-|15|签约|-", "骏珩|20|签约|-"],
        ),
        // Under the name of a zone, or of what is a stage itself, stands more than one project.
        ("河间经开区：营商环境越来越好。\n\n总投资6亿元，今年完成投资2亿元。", &[]),
        // A part in brackets is a part.
        (
            "河间县华岭轴承有限公司轴承项目开工，项目总投资6亿元（其中固定资产投资2亿元）。",
            &["河间县华岭轴承有限公司|6|开工|-"],
        ),
    ];
    for (text, wanted) in table {
        assert_eq!(told(text), *wanted, "{text}");
    }
}

#[test]
fn totals_and_lists() {
    let table: &[(&str, &[&str])] = &[
        // The amount behind a list is that of the number that counts it.
        (
            "集中签约仪式昨日举行，签约的6个项目中，工业项目占5个，分别是华岭轴承项目、丰禾食品项目、宏远纺织项目、海纳包装项目、金田农机项目，总投资4.74亿元。",
            &["-|4.74|签约|5"],
        ),
        // A number is not the sum of its parts' last one; the number behind a list is not its last member's.
        (
            "2021年，河间县重点工程项目共30项，其中：建设项目27项（省级6项、市级21项），前期项目3项。总投资519亿元。",
            &["-|519|-|30"],
        ),
        // A number in 大; a size is no sum.
        ("华岭轴承基地、丰禾面粉生产基地、河间大道三大项目昨日启动建设，总投资达53.8亿元。", &["-|53.8|开工|3"]),
        ("本次大会签约项目102个，总投资2285亿元，投资额超过50亿元的项目达17个。", &["-|2285|签约|102"]),
        // A list that 等 closes has a total too.
        ("签约仪式上，华岭产业园项目、丰禾面粉项目、宏远纺织项目等，总投资额达78亿元。", &[]),
        // A batch has a total without a number; of each of several is no total.
        ("2016年以来，河间县先后引进一批制造业和设计类项目落地，总投资超350亿元。", &[]),
        ("本次集中开工项目54个，总投资2281亿元。8个项目总投资均超30亿元。", &["-|2281|开工|54"]),
        // Wishes are no totals.
        ("全县上下要力争再签约亿元以上项目60个，总投资120亿元。", &[]),
        ("今年以来，全县签约亿元以上项目60个，总投资120亿元。", &["-|120|签约|60"]),
        ("预计一季度将实现62个项目开工，总投资79.1亿元。", &["-|79.1|拟建|62"]),
        // What a fund has paid out, what other places have got.
        ("全市产业母基金总规模200亿元，已投资项目126个，投资金额86亿元。", &[]),
        ("从兄弟城市看，邻市签约项目60个，总投资120亿元。", &[]),
    ];
    for (text, wanted) in table {
        let records: Vec<String> = told(text).into_iter().filter(|r| !r.ends_with("|-")).collect();
        assert_eq!(records, *wanted, "{text}");
    }
}

#[test]
fn members_of_a_list_of_projects() {
    let table: &[(&str, &[&str])] = &[
        // Each member that a firm names is a project of its own, with the stage of its clause.
        (
            "瑞珩机械、昱煜电子等一批重点项目加快推进，铭川包装、珩川服饰等13个项目建成投产。",
            &["瑞珩机械|-|在建|-", "昱煜电子|-|在建|-", "铭川包装|-|投产|-", "珩川服饰|-|投产|-"],
        ),
        ("此次集中签约的项目包括骏珩皮具制品、珩川不锈钢管等项目。", &["骏珩|-|签约|-", "珩川|-|签约|-"]),
        // 确保 reaches over the whole list, 推动 looks back.
        ("确保瑞珩机械、昱煜电子、铭川包装等89个项目3月份开工建设。", &[]),
        // What else the sentence tells is of others.
        (
            "总投资12亿元的瑞珩家具产业城，总投资3亿元的珩川水泥技改等项目正加快建设。",
            &["-|12|在建|-", "珩川水泥|3|在建|-"],
        ),
        // Two firms of one list are two projects, however alike.
        (
            "签约项目包括瑞珩能源有限公司投资2.5亿元建设光伏发电项目、珩川投资有限公司投资2.5亿元建设光伏发电项目等。",
            &["瑞珩能源有限公司|2.5|签约|-", "珩川投资有限公司|2.5|签约|-"],
        ),
        // Each amount of a list has what it is the attribute of, the last one too.
        (
            "规模较大的有投资8亿元的瑞珩特殊钢、投资6亿元的昱煜壁纸和投资2亿元的铭川商用汽车。",
            &["-|8|-|-", "-|6|-|-", "-|2|-|-"],
        ),
        // What is only talked of is no part of the ceremony told before.
        (
            "1—8月，签约瑞珩机械、昱煜药业等项目29个。跟踪在谈项目40个，主要有总投资3亿元的珩川汽车零配件产业园。",
            &["瑞珩机械|-|签约|-", "昱煜药业|-|签约|-", "珩川|3|洽谈|-"],
        ),
        // What a number was brought in of is spelt out.
        (
            "园区引进农产品加工项目2项，总投资8亿元，分别为瑞珩食品有限公司蛋品加工项目、昱煜酒业有限公司果酒生产项目。",
            &["-|8|签约|2", "瑞珩食品有限公司|-|签约|-", "昱煜酒业有限公司|-|签约|-"],
        ),
        // For how many firms there is room is no number of projects.
        ("珩川产业园开工建设，预计总投资1.5亿元，可入驻企业10家。", &["-|1.5|开工|-"]),
        // What sort of projects a list closes with is how far they have come where the clause only wishes for more.
        ("重点推进瑞珩机械齿轮箱、昱煜电子连接器等一批在建项目竣工投产。", &["瑞珩机械|-|在建|-", "昱煜电子|-|在建|-"]),
        (
            "积极争取瑞珩机械齿轮箱、昱煜电子连接器等一批拟开工项目及早开工建设。",
            &["瑞珩机械|-|拟建|-", "昱煜电子|-|拟建|-"],
        ),
        ("瑞珩机械齿轮箱、昱煜电子连接器等一批在建项目竣工投产。", &["瑞珩机械|-|投产|-", "昱煜电子|-|投产|-"]),
        // Trades, places and roads name no projects; what is only to come is no record without an amount.
        ("机械制造、食品加工、电子信息等一批项目建成投产。", &[]),
        ("滨河路、城南路等一批市政项目建成投产。", &[]),
        ("下一步，将推动瑞珩机械、昱煜电子等项目早日投产。", &[]),
    ];
    for (text, wanted) in table {
        assert_eq!(told(text), *wanted, "{text}");
    }
}

#[test]
fn lists_that_a_number_opens() {
    check(&[
        (
            "12月15日，河间县集中开工项目3个，包括骏珩科技、昱泽电子、瀚钜新能源，均为电池配套企业，总投资44.5亿元。",
            &["-|44.5|开工|3", "骏珩科技|-|开工|-", "昱泽电子|-|开工|-", "瀚钜新能源|-|开工|-"],
        ),
        (
            "本次签约项目共2个，分别是河间与骏珩文旅集团签订的长江度假区项目、滨河与瀚钜集团签订的华中区域总部项目。",
            &["骏珩文旅集团|-|签约|-", "瀚钜集团|-|签约|-"],
        ),
        (
            "据统计，此次开工的项目有骏珩羊绒集团年产40万件羊绒衫加工项目、昱泽集团30万吨合成氨项目等。",
            &["骏珩羊绒集团|-|开工|-", "昱泽集团|-|开工|-"],
        ),
        (
            "近年来，河间县先后引进骏珩集团、昱泽科技、铭鑫电子等企业16家。",
            &["骏珩集团|-|签约|-", "昱泽科技|-|签约|-", "铭鑫电子|-|签约|-"],
        ),
        ("河间县现有骏珩集团、昱泽科技、铭鑫电子等企业16家。", &[]),
        (
            "江苏骏珩科技有限公司、昱泽食品有限公司与河间县政府签订了投资协议。",
            &["江苏骏珩科技有限公司|-|签约|-", "昱泽食品有限公司|-|签约|-"],
        ),
        (
            "落户河间工业园的企业有江苏骏珩科技有限公司、昱泽食品有限公司。",
            &["江苏骏珩科技有限公司|-|签约|-", "昱泽食品有限公司|-|签约|-"],
        ),
        (
            "一批产业项目加快推进：骏珩科技一期已投产，昱泽食品二期主体封顶，铭鑫集团正在试生产。",
            &["骏珩科技|-|投产|-", "昱泽食品|-|在建|-", "铭鑫集团|-|投产|-"],
        ),
        (
            "已投产的有骏珩科技、昱泽食品；在建的有铭鑫集团、瀚钜新材。",
            &["骏珩科技|-|投产|-", "昱泽食品|-|投产|-", "铭鑫集团|-|在建|-", "瀚钜新材|-|在建|-"],
        ),
        ("骏珩科技、昱泽食品等一批龙头企业落户河间。", &["骏珩科技|-|签约|-", "昱泽食品|-|签约|-"]),
        (
            "骏珩精密模具项目、铭鑫硅业项目等一批项目落地河间经开区。\n经开区污水处理厂已投入使用。",
            &["骏珩|-|签约|-", "铭鑫硅业|-|签约|-"],
        ),
        (
            "去年河间县新开工项目3个（骏珩科技、昱泽食品、铭鑫集团）。",
            &["骏珩科技|-|开工|-", "昱泽食品|-|开工|-", "铭鑫集团|-|开工|-"],
        ),
        (
            "江苏骏珩科技有限公司竣工投产，昱泽食品有限公司二期项目开工建设。",
            &["江苏骏珩科技有限公司|-|投产|-", "昱泽食品有限公司|-|开工|-"],
        ),
        // A total over more projects than the ceremony of the lead is another one.
        (
            "河间县20个项目集中开工。\n开工项目有骏珩集团轴承项目。\n据介绍，河间县今年共列各类项目63项，总投资达39.88亿元。",
            &["骏珩集团|-|开工|-", "-|39.88|-|63"],
        ),
        (
            "集中签约项目3个，包括常州骏德、苏州昱莱克、福建铭云。",
            &["常州骏德|-|签约|-", "苏州昱莱克|-|签约|-", "福建铭云|-|签约|-"],
        ),
        ("集中签约项目3个，包括常州大桥、苏州公园、福建医院。", &[]),
        ("以骏珩科技、昱泽食品、铭鑫集团为龙头的产业集群年产值突破50亿元。", &[]),
        ("生产轴承的有骏珩科技、昱泽食品；3家企业已投产。", &[]),
        ("骏珩科技、昱泽食品、铭鑫集团与海川集团签订合作协议。", &[]),
        ("江苏骏珩科技有限公司与昱泽食品有限公司签订战略合作协议。", &[]),
        // What one project consists of is no list of projects.
        ("骏珩轴承项目包括厂房、仓库、办公楼，总投资5亿元，已开工。", &["骏珩轴承|5|开工|-"]),
    ]);
}

#[test]
fn items_of_a_name_and_an_amount() {
    let table: &[(&str, &[&str])] = &[
        (
            "前三季度河间市竣工投产项目105项，其中超过10亿元的有3个：骏珩新平台建设项目，16亿元；昱泽汽车有限公司技术改造项目，32亿元；\
             高效太阳能组件智慧工厂项目，30.17亿元。",
            &["-|16|投产|-", "昱泽汽车有限公司|32|投产|-", "-|30.17|投产|-"],
        ),
        (
            "河间县推介会上，一连串项目敲定：医药化工中间体生产，6.8亿元；中药饮片生产线，5.5亿元……现场签约13个，投资总额达70.3亿元。",
            &["-|6.8|-|-", "-|5.5|-|-", "-|70.3|签约|13"],
        ),
        // What the firms sold, and a single figure, are no investments.
        (
            "河间县项目投产见效。去年产值居前的企业：骏珩机械公司，16亿元；昱泽汽车公司，32亿元；铭鑫电机公司，18亿元。",
            &[],
        ),
        ("河间县重点项目推进会召开。去年进出口最多的是：骏珩机械，16亿元。", &[]),
    ];
    check(table);
}

#[test]
fn firms_that_a_number_counts() {
    let table: &[(&str, &[&str])] = &[
        (
            "仪式上，河间根雕生产基地、瀚珩轴承有限公司、昱泽机械有限公司以及骏珩金属制品有限公司等4个项目正式动建。",
            &["瀚珩轴承有限公司|-|开工|-", "昱泽机械有限公司|-|开工|-", "骏珩金属制品有限公司|-|开工|-"],
        ),
        // Nothing is said to have happened.
        ("会上讨论了河间根雕生产基地、昱泽机械有限公司等4个项目。", &[]),
    ];
    for (text, wanted) in table {
        assert_eq!(told(text), *wanted, "{text}");
    }
}

#[test]
fn the_last_of_a_list_takes_no_firm_of_another_member() {
    let table: &[(&str, &[&str])] = &[
        (
            "开工的项目分别是总投资2亿元的瀚珩轴承有限公司轴承项目、总投资3亿元的昱泽机械有限公司农机项目和总投资1亿元的塑料管道生产项目。瀚珩轴承、昱泽机械属于主导产业类企业。",
            &["瀚珩轴承有限公司|2|开工|-", "昱泽机械有限公司|3|开工|-", "-|1|开工|-"],
        ),
        // A firm that no other member has is its own.
        (
            "开工的项目分别是总投资2亿元的瀚珩轴承有限公司轴承项目、总投资3亿元的昱泽机械有限公司农机项目和总投资1亿元的塑料管道生产项目。该项目由骏珩管业有限公司投资建设。",
            &["瀚珩轴承有限公司|2|开工|-", "昱泽机械有限公司|3|开工|-", "骏珩管业有限公司|1|开工|-"],
        ),
    ];
    for (text, wanted) in table {
        assert_eq!(told(text), *wanted, "{text}");
    }
}

#[test]
fn what_was_signed_altogether() {
    let table: &[(&str, &[&str])] = &[
        ("河间县招商推介会签约117亿元\n\n5月18日，河间县在外地举行招商推介会，县长出席。", &["-|117|签约|-"]),
        ("5月18日，河间县在外地举行招商推介会，现场签约金额达117亿元。", &["-|117|签约|-"]),
        // The headline's figure is the one project's.
        (
            "河间县招商推介会签约17亿元\n\n5月18日，总投资17亿元的河间县华岭轴承有限公司轴承项目签约落户河间县。",
            &["河间县华岭轴承有限公司|17|签约|-"],
        ),
        (
            "6月9日，河间县举行滨河新城项目集中开工仪式。本次集中开工的项目总投资81.26亿元，涵盖市政配套项目。",
            &["-|81.26|开工|-"],
        ),
        // Orders are no investment.
        ("华岭轴承在展会上签约1.2亿元订单。", &[]),
    ];
    for (text, wanted) in table {
        assert_eq!(told(text), *wanted, "{text}");
    }
}

#[test]
fn notices() {
    let table: &[(&str, &[&str])] = &[
        // What a motion is about has not happened; the other side of an agreement does not invest.
        (
            "华岭轴承(300999.SZ)公告，公司召开董事会，审议通过了《关于与河间城市建设开发有限公司签订投资协议的议案》，公司拟与河间城市建设开发有限公司签订投资协议，在河间县投资建设高端轴承项目，项目总投资6亿元。",
            &["华岭轴承|6|拟建|-"],
        ),
        (
            "华岭轴承(300999.SZ)公告，公司与河间高新区管委会签署投资协议，拟设立项目公司，建设高端轴承项目，总投资6亿元。",
            &["华岭轴承|6|签约|-"],
        ),
        // In a round-up each notice is about the firm that issues it; papers print the share's price beside the code.
        (
            "华岭轴承(300999，收盘价8.9元)9日公告，公司拟投资6亿元建设高端轴承项目。\n\n丰禾股份(600999，收盘价12元)9日公告，公司拟投资3亿元建设面粉生产线项目。",
            &["华岭轴承|6|拟建|-", "丰禾股份|3|拟建|-"],
        ),
        ("快讯社5月29日丨华岭股份(301999.SZ)公布，拟投资6亿元建设高端轴承项目。", &["华岭股份|6|拟建|-"]),
        // A date may stand between the firm and its notice. What a notice calls 本次 was told before it; a headline of three.
        ("昱泽数控8月15日晚间发布公告，拟在河间县投资建设轴承产业园项目，总投资15亿元。", &["昱泽数控|15|拟建|-"]),
        (
            "华岭轴承：拟52亿元投建光伏发电项目\n\n华岭轴承1月15日公告，公司拟在河间县投资建设三个光伏发电项目，总投资52亿元。本次投资建设光伏电站项目，符合公司定位，若该项目顺利实施，有利于公司发展。",
            &["-|52|拟建|3"],
        ),
        // The whole of two payments.
        (
            "华岭轴承公告，公司拟在河间县建设轴承生产基地，首次投资金额为2亿元，后增加投资6亿元，总投资额达8亿元。",
            &["华岭轴承|8|拟建|-"],
        ),
    ];
    for (text, wanted) in table {
        assert_eq!(told(text), *wanted, "{text}");
    }
}

#[test]
fn who_invests() {
    for (text, want) in [
        ("昱泽国际传媒有限公司计划在河间县投资5亿元，建设未来骏珩文化综合体项目。", "昱泽国际传媒有限公司|5|拟建|-"),
        ("近日，昱泽航空计划在金山投资建设无人机项目，总投资5亿元，已签约。", "昱泽航空|5|签约|-"),
        ("由骏珩集团和滨海水泥工业设计研究院投资5亿元建设的装备项目，昨日开工。", "骏珩集团|5|开工|-"),
        ("不只是骏珩集团，今年，昱泽集团总投资5亿元的轴承基地也已投产。", "昱泽集团|5|投产|-"),
        ("此次签约的项目是浙江骏珩科兴在河间县投资的轴承基地项目。", "浙江骏珩科兴|-|签约|-"),
        ("总投资5亿元的瀚珩新材料项目由骏珩控股集团有限公司投资建设，已开工。", "骏珩控股集团有限公司|5|开工|-"),
        (
            "由深圳昱泽集团全资子公司无锡骏珩电子有限公司投资5亿元建设的连接器项目已投产。",
            "无锡骏珩电子有限公司|5|投产|-",
        ),
        ("总投资5亿元的瀚珩新材料项目由骏珩建工集团有限公司承建，已开工。", "瀚珩新材料|5|开工|-"),
        ("骏珩股份在昱泽县建设的胶带项目总投资3亿元，其中瀚珩科技投资1亿元，已开工。", "骏珩股份|3|开工|-"),
    ] {
        assert_eq!(told(text), [want], "{text}");
    }
}

#[test]
fn forms_of_labels_and_values() {
    let table: &[(&str, &[&str])] = &[
        (
            "河间县重点项目介绍\n项目名称：骏珩电池箱体生产项目\n建设单位：河间骏珩科技有限公司\n总投资：5.6亿元\n建设进度：主体厂房已封顶\n\
             项目名称：昱泽年产3万吨调味品项目\n建设单位：昱泽食品（河间）有限公司\n总投资：21000万元\n建设进度：已建成投产",
            &["河间骏珩科技有限公司|5.6|在建|-", "昱泽食品（河间）有限公司|2.1|投产|-"],
        ),
        // The name stands above the labels; one value is a phrase of its own, another tells what a part costs.
        (
            "河间县签约项目简介\n一、骏珩显示模组项目\n投资主体：深圳骏珩光电有限公司\n投资规模：总投资10亿元，其中一期投资4亿元\n项目进展：签约\n\
             二、铭源中央厨房项目\n投资主体：上海铭源食品股份有限公司\n投资规模：3亿元\n项目进展：已摘牌",
            &["深圳骏珩光电有限公司|10|签约|-", "上海铭源食品股份有限公司|3|签约|-"],
        ),
        // All labels in one paragraph; what a year has paid is not the investment.
        (
            "河间县项目建设通报\n1.卓胤生物医药产业园项目。项目单位：江苏卓胤生物医药有限公司；总投资：8亿元；建设年限：2022-2024年；工程进度：\
             完成投资3.2亿元，2号车间封顶。",
            &["江苏卓胤生物医药有限公司|8|在建|-"],
        ),
        // Labels and values in the cells of a table.
        (
            "<html><body><h1>河间县重大项目信息</h1><p>2022-05-06</p><table><tr><td>项目名称</td><td colspan=3>昱泽锂电池隔膜项目</td></tr>\
             <tr><td>建设单位</td><td>河间昱泽新材料有限公司</td><td>建设地点</td><td>河间高新区</td></tr>\
             <tr><td>总投资（万元）</td><td>86000</td><td>项目进展</td><td>已开工建设</td></tr></table></body></html>",
            &["河间昱泽新材料有限公司|8.6|开工|-"],
        ),
        // Colons behind other words are no labels, and a label or two are no form.
        (
            "河间县新闻\n4月18日，记者在河间经开区看到塔吊林立。\n项目负责人介绍：产值5亿元。\n企业代表：税收1亿元。\n投资人热线：12345，营收3亿元。",
            &[],
        ),
        ("河间县新闻\n今年的项目名称：骏珩轴承，地点：河间县城，产值8亿元。", &[]),
    ];
    check(table);
}

#[test]
fn stages_that_lists_and_works_share() {
    let table: &[(&str, &[&str])] = &[
        // What was brought in is told once, before the first amount.
        (
            "河间县先后引进总投资5亿元的华岭制药、总投资3亿元的丰禾包装、总投资2亿元的宏远五金等一批项目。",
            &["华岭制药|5|签约|-", "丰禾包装|3|签约|-", "宏远五金|2|签约|-"],
        ),
        // Those among a number of projects are what the number is.
        (
            "全县在建工业项目41个，总投资187亿元；其中10亿元以上项目6个，总投资92亿元。",
            &["-|187|在建|41", "-|92|在建|6"],
        ),
        // Works that go on now are those of what was planned before.
        ("华岭轴承项目占地500亩，计划投资28亿元。眼下，两座车间已全面封顶，力争年底试车。", &["华岭轴承|28|在建|-"]),
        ("华岭轴承项目占地500亩，计划投资28亿元。两座车间已全面封顶。", &["华岭轴承|28|拟建|-"]),
        // A ceremony on the site is the beginning.
        ("2月28日，在华岭轴承制造项目工地，河间县集中开工活动举行。", &["华岭|-|开工|-"]),
        // 这个 and a kind point back to what was named.
        (
            "河口县铝加工产业园项目12月6日宣布开工。\n\n这个产业园项目由北京华岭控股有限公司投资200亿元，包括铝液项目、铝板带材项目等。",
            &["北京华岭控股有限公司|200|开工|-"],
        ),
        // Several projects pointed at are a total.
        (
            "7月，河间县华岭产业园三期、丰禾产业园一期等多个重点项目集中开工。该批项目总投资约6.6亿元，计划2023年三季度建成投产。",
            &["-|6.6|开工|-"],
        ),
        // A firm of a zone is called after it.
        (
            "作为重要子项目，滨州新区铝业有限责任公司年产20万吨铝箔项目动工，总投资20亿元。",
            &["滨州新区铝业有限责任公司|20|开工|-"],
        ),
        ("滨州高新区华岭铝业有限公司铝箔项目动工，总投资20亿元。", &["华岭铝业有限公司|20|开工|-"]),
        // What was built so far is a part where money has been spent so far.
        ("华岭食品项目总投资3.2亿元，已完成投资1.1亿元，建成智能温室8座。", &["华岭食品|3.2|在建|-"]),
        ("华岭食品项目总投资3.2亿元，建成智能温室8座。", &["华岭食品|3.2|竣工|-"]),
        // A way is called by its ends and its sections; what goes on begins it.
        ("昨日，昌阳至河口高速公路灵山段举行开工仪式。灵山段全长80公里，投资估算71.57亿元。", &["-|71.57|开工|-"]),
        // A park that is begun is the project; where something else is begun it is only the place.
        ("昨日上午，南山县智能家居产业园奠基仪式举行。产业园总投资12亿元。", &["-|12|开工|-"]),
        ("昨日，南山产业园开工项目12个，总投资12亿元。", &["-|12|开工|12"]),
        // A name that only says what the project before it is.
        (
            "华岭石化公司年产45万吨合成氨项目奠基。华岭石化公司年产45万吨合成氨项目，是骏珩集团通过自主创新拥有全套技术的大型氮肥装置项目。项目总投资25.2亿元。",
            &["华岭石化公司|25.2|开工|-"],
        ),
        // Money of one's own tells of a project all the same.
        (
            "云岭化工公告，全资子公司环保科技拟投资建设磷石膏制硫酸项目，以自有资金投入3.48亿元，其余通过贷款解决。",
            &["环保科技|-|拟建|-"],
        ),
        // 以及 behind a semicolon adds to what is to be built; amounts told exactly are of two projects, however near.
        (
            "昱煜科技公告称，公司拟投资建设开江县储能电站示范项目，项目总投资6.60亿元；以及辽河市储能电站示范项目，项目总投资6.55亿元。",
            &["昱煜科技|6.6|拟建|-", "昱煜科技|6.55|拟建|-"],
        ),
        // A facility told before is known again by its full name.
        (
            "宿州华岭国际医院投资50亿元，淮南华岭国际医院投资20亿元。\n\n宿州华岭国际医院占地500亩，将于明年一季度开工。",
            &["-|50|拟建|-", "-|20|-|-"],
        ),
        // An intention is talked of; what is unveiled runs.
        ("河间县与昱煜科技就总投资50亿元的轴承项目达成合作意向。", &["昱煜科技|50|洽谈|-"]),
        ("昨日，昱煜科技河间研发中心正式揭幕，总投资2亿元。", &["昱煜科技|2|投产|-"]),
        // A name that only holds such a character is one.
        ("昨日，同济医院河间院区签约落户，总投资8亿元。", &["-|8|签约|-"]),
        ("华为云河间数据中心项目提供就业岗位500个，总投资8亿元，昨日开工。", &["华为云|8|开工|-"]),
        // A university that signs is no project, nor is what firms do after a holiday.
        ("昱煜科技、珩川食品与滨河大学签订产学研合作协议。", &[]),
        ("昱煜科技、珩川食品复工复产，员工返岗。", &[]),
        // What goes on is told of each of the firms that a number of them names.
        ("在建企业2家：昱煜科技、珩川食品。", &["昱煜科技|-|在建|-", "珩川食品|-|在建|-"]),
        (
            "已投产企业2家：昱煜科技、珩川食品；在建企业2家：铭鑫集团、瀚钜新材。",
            &["昱煜科技|-|投产|-", "珩川食品|-|投产|-", "铭鑫集团|-|在建|-", "瀚钜新材|-|在建|-"],
        ),
        // What a project takes from another is not whose the money is.
        ("昱煜科技为华岭电池项目提供隔膜，拟投资3亿元新建生产线。", &["昱煜科技|3|拟建|-"]),
        // Names behind a number and its sum.
        (
            "今年以来，全县签约项目12个，总投资56亿元，其中包括昱煜机械齿轮箱项目、华岭轴承产业园、珩川电子连接器等。",
            &["-|56|签约|12", "昱煜机械|-|签约|-", "华岭|-|签约|-", "珩川电子|-|签约|-"],
        ),
        // Two that found a firm together have one project; what firms sign for other ends is none.
        (
            "昨日，华岭集团与瑞珩科技股份有限公司正式签署设立合资公司的合同，共同投资生产连接器。",
            &["华岭集团|-|签约|-"],
        ),
        ("昨日，华岭集团与瑞珩科技签署战略合作协议，双方将在新能源领域开展合作。", &[]),
        // A heading that only tells what is gone beyond.
        ("年内新开工30个项目总投资过百亿\n\n河间县今年新开工30个工业项目，总投资132.4亿元。", &["-|132.4|开工|30"]),
        // A heading rounds what the text below tells of the same number.
        (
            "集中开工\n\n47个项目总投资300多亿元\n\n近日，河间县集中开工项目47个，总投资321.6亿元。",
            &["-|321.6|开工|47"],
        ),
        // A fund, a wish, a fair's projects and a park's fields are no projects.
        ("华岭轴承有限公司还与河间县设立了规模100亿元的产业基金，用来引进龙头企业。", &[]),
        ("华岭轴承公司想把这里建成国内最大的轴承基地。", &[]),
        ("第六届河间商品贸易博览会招商引资重点项目签约仪式昨日举行。", &[]),
        ("河间县李庄现代农业产业园建成生姜生产基地1万亩。", &[]),
    ];
    check(table);
}

#[test]
fn what_was_agreed_with_a_place_is_told_in_the_next_sentence() {
    check(&[
        (
            "骏珩科技公告，公司与河间县人民政府签订投资框架协议。公司拟在河间县投资建设轴承项目，总投资约10亿元。",
            &["骏珩科技|10|签约|-"],
        ),
        (
            "骏珩科技公告，公司与河间县人民政府签订投资框架协议。双方将发挥各自优势。公司拟投资10亿元建设轴承项目。",
            &["骏珩科技|10|签约|-"],
        ),
        (
            "骏珩科技拟投建年产10万吨轴承项目。骏珩科技公告，其与河间县人民政府签订合作框架协议。公司将在河间县投资建设该项目，总投资约10亿元。",
            &["骏珩科技|10|签约|-"],
        ),
        // An agreement with a customer builds nothing.
        (
            "骏珩科技公告，公司与丰禾机械股份有限公司签订采购合同。公司拟在河间县投资建设轴承项目，总投资约10亿元。",
            &["骏珩科技|10|拟建|-"],
        ),
        // What is only to be signed was not agreed.
        (
            "骏珩科技公告，公司拟与河间县人民政府签订投资框架协议。公司拟在河间县投资建设轴承项目，总投资约10亿元。",
            &["骏珩科技|10|拟建|-"],
        ),
        // Another paragraph tells of something else.
        (
            "骏珩科技公告，公司与河间县人民政府签订投资框架协议。\n骏珩科技同日公告，公司拟投资建设轴承项目，总投资约10亿元。",
            &["骏珩科技|10|拟建|-"],
        ),
    ]);
}

#[test]
fn what_a_project_is_makes_no_other_one() {
    check(&[
        (
            "骏珩汽车投资66亿元的新生产基地开工建设，这是骏珩汽车继河间县之后第二个异地整车项目。",
            &["骏珩汽车|66|开工|-"],
        ),
        (
            "骏珩汽车西部工厂正式奠基。这也是河间县引进的第一个轿车制造项目。该项目总投资12亿元，预计明年投产。",
            &["骏珩汽车|12|开工|-"],
        ),
        (
            "另一重点钢铁项目——河间县骏珩200万吨特种钢项目一期已试产，总投资9.2亿元。河间县骏珩200万吨特种钢项目进展顺利。",
            &["骏珩|9.2|投产|-"],
        ),
        (
            "骏珩汽车西部工厂正式奠基，这不仅是骏珩首次到西部投资，同时也是河间县引进的第一个轿车制造项目。该项目总投资12亿元，预计明年投产。",
            &["骏珩汽车|12|开工|-"],
        ),
        // Two projects in two paragraphs.
        (
            "骏珩汽车新生产基地开工建设，总投资66亿元。\n华岭食品果汁项目同日开工，总投资2亿元。",
            &["骏珩汽车|66|开工|-", "华岭食品|2|开工|-"],
        ),
    ]);
}

#[test]
fn parts_of_a_number_of_projects_have_its_stage() {
    check(&[(
        "重大水利工程开工\n骏山水库工程近日开工，总投资67亿元。\n全省一季度将开工23个水利项目，总投资136.66亿元，其中流域治理类项目18个、投资额108.37亿元，供水工程5个、投资额28.29亿元。",
        &["-|67|开工|-", "-|136.66|拟建|23", "-|108.37|拟建|18", "-|28.29|拟建|5"],
    )]);
}

#[test]
fn a_firm_and_its_abbreviation_have_one_project() {
    check(&[
        (
            "国网骏山抽水蓄能电站昨天开工建设。国家电网骏山抽水蓄能电站总装机容量240万千瓦，总投资151亿元。",
            &["国网|151|开工|-"],
        ),
        ("青云国际机场扩建工程总投资32亿元，已获批准。", &["-|32|签约|-"]),
        ("甲辰（2024）年河间县招商推介会昨日举行，会上签约14个项目，投资总额16.52亿元。", &["-|16.52|签约|14"]),
    ]);
}

#[test]
fn what_a_firm_gave_up_was_announced_before() {
    check(&[
        (
            "骏珩科技公告，公司决定终止投资建设年产3万吨碳酸锂项目。此前公司公告，拟投资25亿元在河间县建设碳酸锂生产基地。",
            &["骏珩科技|25|终止|-"],
        ),
        // What it builds instead is another project.
        (
            "骏珩科技公告，公司决定终止投资建设年产3万吨碳酸锂项目。公司同时公告，拟投资25亿元在河间县建设轴承生产基地。",
            &["骏珩科技|-|终止|-", "骏珩科技|25|拟建|-"],
        ),
    ]);
}

#[test]
fn the_amounts_of_members_are_no_total() {
    check(&[
        (
            "其中超10亿元项目2个，包括骏珩集团投资38亿元在河间县建设轴承项目、华岭食品投资12亿元建设果汁项目。",
            &["骏珩集团|38|-|-", "华岭食品|12|-|-"],
        ),
        (
            "现场签约项目2个，包括骏珩集团轴承项目、华岭食品果汁项目，总投资50亿元。",
            &["-|50|签约|2", "骏珩集团|-|签约|-", "华岭食品|-|签约|-"],
        ),
    ]);
}

#[test]
fn a_park_that_money_is_put_into_is_begun_itself() {
    check(&[
        ("本月中旬，一个总投资22亿元，以零部件加工为主的商用车产业园也在河间县奠基开工。", &["-|22|开工|-"]),
        // Where another project comes to, nothing is begun.
        ("总投资22亿元的轴承项目落户位于城南的商用车产业园。", &["-|22|签约|-"]),
    ]);
}

#[test]
fn a_project_that_only_its_firm_names() {
    check(&[
        ("骏珩包装公告，公司拟在河间县新建生产厂房。项目总投资约为2亿元。", &["骏珩包装|2|拟建|-"]),
        (
            "骏珩包装公告，公司拟在河间县高新技术产业园投资新建生产厂房。项目建设期限为18个月，总投资约为2亿元。",
            &["骏珩包装|2|拟建|-"],
        ),
        ("骏珩集团旗下河间华岭水泥有限公司日产5000吨熟料生产线开工，总投资8亿元。", &["河间华岭水泥有限公司|8|开工|-"]),
    ]);
}

#[test]
fn what_a_project_is_spelt_out_as_is_no_other_one() {
    check(&[
        (
            "骏珩科技公告，公司拟投建新项目“骏珩生物产业园项目”，即100万吨/年碳酸钙、20万吨/年母粒项目。预计投资总金额30亿元。",
            &["骏珩科技|30|拟建|-"],
        ),
        (
            "骏珩科技公告，为了加快落实框架协议中轴承项目的落地，公司与河间县政府于2018年9月18日签署了《轴承生产基地项目投资协议书》，项目总投资约18.5亿元。",
            &["骏珩科技|18.5|签约|-"],
        ),
    ]);
}

#[test]
fn a_firm_and_the_one_that_founded_it_have_one_project() {
    check(&[
        (
            "由骏珩集团投资的河间华岭轴承有限公司，日前在河间县开工建设。该项目分两期建设，总投资1.2亿元。",
            &["河间华岭轴承有限公司|1.2|开工|-"],
        ),
        ("由骏珩集团投资建设的河间华岭轴承有限公司昨日奠基。", &["河间华岭轴承有限公司|-|开工|-"]),
        // Two firms with a clause each.
        (
            "骏珩集团，日前签约落户河间县，河间华岭轴承有限公司昨日奠基。",
            &["骏珩集团|-|签约|-", "河间华岭轴承有限公司|-|开工|-"],
        ),
        // A place before a colon is no firm.
        ("河间：37个项目集中开工，总投资249亿元。", &["-|249|开工|37"]),
        ("全市26个亿元以上工业项目集中开工，总投资570亿元。", &["-|570|开工|26"]),
    ]);
}
