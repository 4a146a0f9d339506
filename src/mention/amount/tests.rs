//! The table of phrases: what must be read, with its role, and what must not.

use super::*;
use crate::page::BlockKind;

fn read(text: &str) -> Vec<Mention<Amount>> {
    amounts(&Sentence::new(text, 0, 0, BlockKind::Paragraph), Lexicon::embedded())
}

/// `12.5 investment`, `3..5 output`, `1 USD trade`, `lost investment`, `vague investment`.
fn show(amount: &Amount) -> String {
    let value = match (amount.missing, amount.min_yi, amount.max_yi, amount.yi) {
        (Some("digits lost"), ..) => "lost".to_owned(),
        (Some(_), ..) => "vague".to_owned(),
        (None, Some(low), Some(high), _) => format!("{low}..{high}"),
        (None, .., Some(yi)) => yi.to_string(),
        _ => "nothing".to_owned(),
    };
    let currency = if amount.currency == "CNY" { String::new() } else { format!(" {}", amount.currency) };
    format!("{value}{currency} {}", amount.role.name())
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|&(text, wanted)| {
            let found = read(text).iter().map(|m| show(&m.value)).collect::<Vec<_>>().join(", ");
            (found != wanted).then(|| format!("{text}\n    wanted {wanted}\n    found  {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn forms_of_numbers_units_and_currencies() {
    check(&[
        ("总投资12.5亿元", "12.5 investment"),
        ("总投资3000万元", "0.3 investment"),
        ("总投资70000万元", "7 investment"),
        ("总投资84538.45万元", "8.453845 investment"),
        ("总投资12,000万元", "1.2 investment"),
        ("总投资12，000万元", "1.2 investment"),
        ("总投资２．５亿元", "2.5 investment"),
        ("总投资3.2个亿", "3.2 investment"),
        ("总投资57。6億元", "57.6 investment"),
        ("总投资 12.5 亿 元", "12.5 investment"),
        ("总投资125.3亿元,。", "125.3 investment"),
        ("总投资三亿元", "3 investment"),
        ("总投资三十五亿元", "35 investment"),
        ("总投资壹亿贰仟万元", "1.2 investment"),
        ("总投资1亿2000万元", "1.2 investment"),
        ("总投资5千万元", "0.5 investment"),
        ("总投资五百万元", "0.05 investment"),
        ("总投资百亿元", "100 investment"),
        ("总投资逾百亿元", "100 investment"),
        ("总投资十余亿元", "10 investment"),
        ("总投资二十多亿元", "20 investment"),
        ("总投资近百亿元", "100 investment"),
        ("总投资10多亿元", "10 investment"),
        ("总投资3亿多元", "3 investment"),
        ("总投资5000余万元", "0.5 investment"),
        ("总投资两三亿元", "2..3 investment"),
        ("总投资一七四五亿元", "1745 investment"),
        ("总投资三五○亿元", "350 investment"),
        ("总投资二六·六亿元", "26.6 investment"),
        ("总投资超亿元", "1 investment"),
        ("总投资过亿元", "1 investment"),
        ("总投资上亿元", "1 investment"),
        ("总投资近亿元", "1 investment"),
        ("总投资数亿元", "vague investment"),
        ("总投资数十亿元", "vague investment"),
        ("总投资几千万元", "vague investment"),
        ("总投资约亿元，占地约亩", "lost investment"),
        ("总投资亿元，占地亩", "lost investment"),
        ("项目计划总投资达亿元", "lost investment"),
        ("总投资33亿。", "33 investment"),
        ("投资3000万，建设生产线", "0.3 investment"),
        ("总投资3-5亿元", "3..5 investment"),
        ("总投资3亿-5亿元", "3..5 investment"),
        ("总投资3至5亿元", "3..5 investment"),
        ("总投资3亿元到5亿元", "3..5 investment"),
        ("总投资50亿~60亿元", "50..60 investment"),
        ("总投资8亿—10亿元", "8..10 investment"),
        ("总投资8000万元至1亿元", "0.8..1 investment"),
        ("总投资三到五亿元", "3..5 investment"),
        ("投资5-8千万元建设烘干线", "0.5..0.8 investment"),
        ("总投资1亿美元", "1 USD investment"),
        ("总投资400万美元", "0.04 USD investment"),
        ("总投资17000万美元", "1.7 USD investment"),
        ("总投资87亿欧元", "87 EUR investment"),
        ("总投资75亿日元", "75 JPY investment"),
        ("总投资35.2万亿韩元", "352000 KRW investment"),
        ("总投资新台币410亿元", "410 TWD investment"),
        ("总投资约新台币410亿元", "410 TWD investment"),
        ("总投资1.2亿港元", "1.2 HKD investment"),
        ("总投资港币1.2亿元", "1.2 HKD investment"),
        ("总投资人民币2.5亿元", "2.5 investment"),
        ("总投资2.5亿元人民币", "2.5 investment"),
        ("总投资¥2.5亿", "2.5 investment"),
        ("总投资US$3亿", "3 USD investment"),
        ("总投资2.5亿人民币", "2.5 investment"),
        ("总投资美金1.2亿元", "1.2 USD investment"),
        ("总投资2亿新加坡元", "2 SGD investment"),
        ("总投资662482000元", "6.62482 investment"),
        ("总投资99441.91万美元（折662482.00万元人民币）", "9.944191 USD investment, 66.2482 investment"),
        ("总投资3亿美元，约合人民币21亿元", "3 USD investment, 21 investment"),
        (
            "投资1.3万亿印尼卢比（现汇率约合120亿日元、5.15亿元人民币）",
            "13000 IDR investment, 120 JPY investment, 5.15 investment",
        ),
    ]);
}

#[test]
fn roles_from_words_on_both_sides() {
    check(&[
        ("总投资额5亿元", "5 investment"),
        ("计划总投资为5亿元", "5 investment"),
        ("计划总投资（2024—2026年）5亿元", "5 investment"),
        ("预计总投资5亿元", "5 investment"),
        ("总投资：5亿元", "5 investment"),
        ("协议总投资28.7亿元", "28.7 investment"),
        ("协议资金120亿元", "120 investment"),
        ("签约资金14.32亿元", "14.32 investment"),
        ("引资2.3亿元", "2.3 investment"),
        ("投资规模超400亿元", "400 investment"),
        ("概算总投资4.56亿元", "4.56 investment"),
        ("公司拟投资36亿元", "36 investment"),
        ("投资5亿元建设光纤预制棒生产线", "5 investment"),
        ("斥资3亿元打造康养小镇", "3 investment"),
        ("拟以5亿元投建新厂", "5 investment"),
        ("拟36亿元投建智慧能源基地", "36 investment"),
        ("5亿元的投资", "5 investment"),
        ("带来了5亿元投资", "5 investment"),
        ("一个投资额50亿元的冷链物流园", "50 investment"),
        ("50亿元项目落户高新区", "50 investment"),
        ("30亿元的新能源电池项目落户", "30 investment"),
        ("首创50亿投资落户滨海", "50 investment"),
        ("华盛150亿建三座医院", "150 investment"),
        ("百亿项目落户经开区", "100 investment"),
        ("江北新区投建30个安置房项目总投资过百亿", "100 investment"),
        ("三年内决定投资近百亿元", "100 investment"),
        ("签约项目17个,金额60.776亿元", "60.776 investment"),
        ("开工项目25个,资金额71.12亿元", "71.12 investment"),
        ("工业项目33个64.1亿元", "64.1 investment"),
        ("固定资产投资不低于4500万元", "0.45 fixed"),
        ("项目总投资1亿元，其中固定资产投资8000万元", "1 investment, 0.8 fixed"),
        ("设备投资3000万元", "0.3 fixed"),
        ("今年完成投资31.6亿元", "31.6 flow"),
        ("累计完成投资2800万元", "0.28 flow"),
        ("完成公路建设投资85亿元", "85 flow"),
        ("年度计划投资7262亿元", "7262 flow"),
        ("当年计划投资40.8亿元", "40.8 flow"),
        ("全年计划投资40.8亿元", "40.8 flow"),
        ("2014年计划投资3亿元", "3 flow"),
        ("今年计划投资5亿元新建二期厂房", "5 investment"),
        ("到位资金5000万元", "0.5 paid_in"),
        ("资金到位23.93亿元", "23.93 paid_in"),
        ("实际使用外资2.1亿美元", "2.1 USD paid_in"),
        ("注册资本3854万美元", "0.3854 USD capital"),
        ("项目公司注册资本10亿元", "10 capital"),
        ("项目资本金4.95亿元", "4.95 capital"),
        ("向子公司增资2亿元", "2 capital"),
        ("拟以2亿元增资全资子公司", "2 capital"),
        ("拟出资4000万元认缴新增注册资本", "0.4 capital"),
        ("增资2亿元扩建生产线", "2 investment"),
        ("年产值5亿元", "5 output"),
        ("达产后年产值可达8亿元", "8 output"),
        ("可实现500亿元产值", "500 output"),
        ("年销售收入13.72亿元", "13.72 output"),
        ("营收突破100亿元", "100 output"),
        ("市场规模超过300亿元", "300 output"),
        ("年税收3000万元", "0.3 tax"),
        ("上缴利税3.67亿元", "3.67 tax"),
        ("每年带来5-6亿元的财政税收", "5..6 tax"),
        ("净利润亏损3.64亿元", "3.64 tax"),
        ("设立总规模20亿元的产业引导基金", "20 fund"),
        ("基金规模50亿元", "50 fund"),
        ("首期300亿建设基金启动", "300 fund"),
        ("园区设立的30亿元产业母基金", "30 fund"),
        ("向企业授信26亿元", "26 debt"),
        ("发放贷款1500万元", "0.15 debt"),
        ("发行专项债券2.6亿元", "2.6 debt"),
        ("募资不超8.51亿元用于扩产", "8.51 debt"),
        ("拟投入募集资金1.7亿元", "1.7 debt"),
        ("拟使用1.55亿元超募资金", "1.55 debt"),
        ("以2.1亿元竞得该地块", "2.1 land"),
        ("竞得工业地块，成交总价1665.15万元", "0.166515 land"),
        ("投资强度不低于300万元/亩", "0.03 land"),
        ("亩均税收30万元", "0.003 tax"),
        ("亩均投资450万元", "0.045 land"),
        ("出口创汇2000多万美元", "0.2 USD trade"),
        ("中标金额14亿元", "14 trade"),
        ("签下3亿元订单", "3 trade"),
        ("净流入超230亿元", "230 trade"),
        ("以3.2亿元收购其51%股权", "3.2 purchase"),
        ("投资3.2亿元收购一家药厂", "3.2 purchase"),
        ("股权转让价款1.1亿元", "1.1 purchase"),
        ("补助资金最高不超过2000万元", "0.2 subsidy"),
        ("拿出3800万元兑现用工等奖补", "0.38 subsidy"),
        ("列支1000万元扶持资金", "0.1 subsidy"),
        ("减免房租600余万元", "0.06 subsidy"),
        ("地区生产总值500亿元", "500 macro"),
        ("固定资产投资完成120亿元，增长12%", "120 macro"),
        ("全市固定资产投资120亿元，同比增长12%", "120 macro"),
        ("进出口总额24853.2亿元", "24853.2 macro"),
        ("力争引进资金100亿元", "100 target"),
        ("力争引进县外资金40亿元以上", "40 target"),
        ("目标任务50亿元", "50 target"),
        ("奖金和食宿共花去300万元", "0.03 subsidy"),
    ]);
}

#[test]
fn classes_are_no_sums() {
    check(&[
        ("引进亿元以上项目20个", "1 class"),
        ("新开工5000万元以上工业项目8个", "0.5 class"),
        ("28个投资超亿元项目", "1 class"),
        ("其中六个项目超亿元人民币", "1 class"),
        ("其中3个项目超10亿元", "10 class"),
        ("其中工业项目超30亿元", "30 investment"),
        ("26个亿元以上工业项目", "1 class"),
        ("45个投资亿元以上重点项目集中开工", "1 class"),
        ("3个亿元级项目同时落地", "1 class"),
        ("打造百亿级产业", "100 class"),
        ("建成千亿产业集群", "1000 class"),
        ("十大千亿级工业产业", "1000 class"),
        ("总投资10亿元以上项目5个", "10 class"),
        ("其中10亿元项目3个", "10 class"),
        ("超10亿元项目5个、5至10亿元项目6个", "10 class, 5..10 class"),
        ("过亿元的13个", "1 class"),
        ("5000万元至亿元的8个", "0.5..1 class"),
        ("单个项目投资超10亿元", "10 class"),
        ("平均投资规模3.5亿元", "3.5 class"),
        ("亿元项目占七成", "1 class"),
        ("投资5亿元以上的企业", "5 class"),
        ("总投资10亿元以上，占地300亩", "10 investment"),
        ("总投资超10亿元的冷链项目", "10 investment"),
        ("集中签约33个总投资500亿元的项目", "500 investment"),
    ]);
}

#[test]
fn lists_share_a_role() {
    check(&[
        ("总投资分别为11亿元、6亿元", "11 investment, 6 investment"),
        (
            "总投资分别为2.2亿元、1.35亿元、9800万元和6600万元",
            "2.2 investment, 1.35 investment, 0.98 investment, 0.66 investment",
        ),
        ("总投资3.2亿元，其中一期1.2亿元", "3.2 investment, 1.2 investment"),
        ("总投资由5亿元增加至8亿元", "5 replaced, 8 investment"),
        ("项目总投资从3亿元调整为2.6亿元", "3 replaced, 2.6 investment"),
        ("总投资5亿元，设备投资增加至3亿元", "5 investment, 3 fixed"),
        ("甲、乙两家各投资10亿元", "10 investment"),
        ("设立总规模10亿元的新能源并购基金", "10 fund"),
        ("其中在建和已完成前期工作的项目总投资近100亿元", "100 investment"),
        ("1—5月已完成109亿元", "109 flow"),
        ("二期2亿元，刚刚破土", "2 investment"),
        ("过5亿元项目3至5个", "5 class"),
        ("总投资5亿元，年产值8亿元，税收4000万元", "5 investment, 8 output, 0.4 tax"),
        ("总投资5亿元、年产值8亿元、年税收4000万元", "5 investment, 8 output, 0.4 tax"),
        ("总投资12亿元的甲项目和8亿元的乙项目", "12 investment, 8 investment"),
        ("市级投资296亿元，区级投资194亿元", "296 investment, 194 investment"),
        ("引进项目65个，总投资合计56.73亿元，资金到位23.93亿元", "56.73 investment, 23.93 paid_in"),
        ("总规模20亿元的产业引导基金，首期5亿元", "20 fund, 5 fund"),
        ("专项债券118亿元，其中：12亿元用于存量项目，106亿元投向市政工程", "118 debt, 12 debt, 106 debt"),
    ]);
}

#[test]
fn stakes_and_partners_are_no_investment() {
    check(&[
        ("甲公司出资4.9亿元，持股70%，乙公司出资2.1亿元，持股30%", "4.9 capital, 2.1 capital"),
        ("甲公司出资4.9亿元，占70%股份，乙公司出资2.1亿元，占30%的股权", "4.9 capital, 2.1 capital"),
        ("项目总投资200亿元，其中资本金120亿元，甲公司拟出资30亿元", "200 investment, 120 capital, 30 capital"),
        ("向社区提供8000万元回馈资金", "0.8 subsidy"),
        ("甲公司出资4.9亿元建设新厂", "4.9 investment"),
        ("总投资4.9亿元，占公司净资产的30%", "4.9 investment"),
        ("拟作为有限合伙人出资1亿元", "1 fund"),
        ("两宗地块合计揽金18.6亿元", "18.6 land"),
        ("招商推介会揽金18.6亿元", "18.6 investment"),
        ("抢修资金2600万元", "0.26 subsidy"),
        ("工业技改投资完成3.3亿元", "3.3 flow"),
    ]);
}

#[test]
fn what_is_no_money() {
    check(&[
        ("河间万达广场项目签约", ""),
        ("亿纬电池产业园开工", ""),
        ("年产10亿平方米瓷砖", ""),
        ("年产3.5亿包方便面", ""),
        ("年产5GWh电池", ""),
        ("年产20亿颗芯片", ""),
        ("10亿块标砖", ""),
        ("全年1.5亿人次", ""),
        ("用户达3亿，遍布全国", ""),
        ("年发电量58.4亿千瓦时", ""),
        ("4.8亿㎡离型膜", ""),
        ("占地1000万平方米", ""),
        ("质押超亿股", ""),
        ("亿万富翁", ""),
        ("单位：亿元", ""),
        ("金额（万元）", ""),
        ("2020元旦", ""),
        ("每吨3500元", ""),
        ("粮食产量10亿斤", ""),
        ("亿纬锂能和万华化学签约", ""),
        ("5万吨电解液", ""),
        ("年产30亿片制剂", ""),
        ("在当地投建年产30万噸负极材料", ""),
        ("投资建设年产30万台电机", ""),
    ]);
}

#[test]
fn words_that_begin_like_units() {
    check(&[
        ("总投资10亿人工智能项目", "10 investment"),
        ("投资30亿度假区开工", "30 investment"),
        ("投资5亿包装产业园签约", "5 investment"),
    ]);
}

#[test]
fn qualifiers_bound_an_amount() {
    for (text, qualifier, bound) in [
        ("总投资约5亿元", Some("约"), Bound::About),
        ("总投资5亿元左右", Some("左右"), Bound::About),
        ("总投资近30亿元", Some("近"), Bound::Below),
        ("总投资不足1亿元", Some("不足"), Bound::Below),
        ("总投资逾5亿元", Some("逾"), Bound::Above),
        ("总投资超过5亿元", Some("超过"), Bound::Above),
        ("总投资40多亿元", Some("多"), Bound::Above),
        ("总投资5000余万元", Some("余"), Bound::Above),
        ("总投资达5亿元", None, Bound::Exact),
        ("总投资不低于5亿元", Some("不低于"), Bound::AtLeast),
        ("总投资5亿元以上。", Some("以上"), Bound::AtLeast),
        ("总投资不超过5亿元", Some("不超过"), Bound::AtMost),
        ("总投资5亿元以内", Some("以内"), Bound::AtMost),
        ("总投资5亿元", None, Bound::Exact),
    ] {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].value.qualifier.as_deref(), found[0].value.bound), (qualifier, bound), "{text}");
    }
}

#[test]
fn phases_conversions_spans_and_role_words() {
    let text = "项目总投资30亿元，其中一期投资12亿元，二期18亿元";
    let found = read(text);
    let phases: Vec<Option<&str>> = found.iter().map(|m| m.value.phase.as_deref()).collect();
    assert_eq!(phases, [None, Some("一期"), Some("二期")]);

    let text = "计划总投资约99441.91万美元（折662482.00万元人民币）";
    let found = read(text);
    assert_eq!(found[0].value.converts, None);
    assert_eq!(found[1].value.converts, Some(found[0].span));
    assert_eq!(found[0].span.of(text), "99441.91万美元");
    assert_eq!(found[0].value.role_text.as_deref(), Some("计划总投资"));
    assert_eq!(found[0].cue.map(|c| c.of(text)), Some("计划总投资"));

    for (text, phase) in
        [("十四五期间投资5亿元", None), ("首期投资5亿元", Some("首期")), ("第二期工程投资5亿元", Some("第二期"))]
    {
        assert_eq!(read(text)[0].value.phase.as_deref(), phase, "{text}");
    }
}

#[test]
fn an_amount_may_replace_another() {
    for (text, roles) in [
        ("总投资由5亿元调整为8亿元", [AmountRole::Replaced, AmountRole::Investment]),
        ("项目总投资从21.99亿元增至23.93亿元", [AmountRole::Replaced, AmountRole::Investment]),
        ("总投资5亿元，增加8亿元流动资金", [AmountRole::Investment, AmountRole::Fixed]),
        ("轴承项目总投资5亿元、齿轮项目总投资8亿元", [AmountRole::Investment, AmountRole::Investment]),
    ] {
        let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
        let found: Vec<_> = amounts(&sentence, Lexicon::embedded()).iter().map(|m| m.value.role).collect();
        assert_eq!(found, roles, "{text}");
    }
}

mod printed {
    use super::*;
    use proptest::prelude::*;

    /// A value in units of 0.01万, at most 9999.99亿.
    fn values() -> impl Strategy<Value = u64> {
        prop_oneof![100_u64..1_000_000, 1_000_000_u64..9_999_990_000]
    }

    fn decimal(value: u64, unit: u64) -> String {
        let (whole, rest) = (value / unit, value % unit);
        let width = unit.ilog10() as usize;
        let fraction = format!("{rest:0width$}");
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { whole.to_string() } else { format!("{whole}.{fraction}") }
    }

    fn full_width(text: &str) -> String {
        text.chars()
            .map(|c| match c {
                '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
                '.' => '．',
                c => c,
            })
            .collect()
    }

    fn grouped(whole: u64) -> String {
        let digits = whole.to_string();
        let mut out = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        out
    }

    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const FORMAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

    /// 1..=9999 in Chinese.
    fn section(value: u64, digits: &[char; 10], scales: [&str; 4]) -> String {
        let mut out = String::new();
        let mut gap = false;
        for (power, scale) in scales.iter().enumerate().rev() {
            let digit = (value / 10_u64.pow(power as u32) % 10) as usize;
            if digit == 0 {
                gap |= !out.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                out.push('零');
            }
            out.push(digits[digit]);
            out.push_str(scale);
        }
        out
    }

    fn chinese(wan: u64, formal: bool) -> String {
        let (digits, scales) =
            if formal { (&FORMAL, ["", "拾", "佰", "仟"]) } else { (&DIGITS, ["", "十", "百", "千"]) };
        let mut out = String::new();
        if wan >= 10_000 {
            out += &section(wan / 10_000, digits, scales);
            out.push('亿');
        }
        if !wan.is_multiple_of(10_000) {
            out += &section(wan % 10_000, digits, scales);
            out.push('万');
        }
        out
    }

    /// The same sum in form number `form`, and how many 0.01万 it then stands for.
    fn print(value: u64, form: usize) -> (String, u64) {
        let wan = (value / 100).max(1);
        match form {
            0 => (format!("{}亿", decimal(value, 1_000_000)), value),
            1 => (format!("{}万", decimal(value, 100)), value),
            2 => (format!("{}万", grouped(wan)), wan * 100),
            3 => (format!("{}亿", full_width(&decimal(value, 1_000_000))), value),
            4 => (format!("{} 亿 ", decimal(value, 1_000_000)), value),
            5 => (format!("{}个亿", decimal(value, 1_000_000)), value),
            6 => (chinese(wan, false), wan * 100),
            7 => (chinese(wan, true), wan * 100),
            _ => (grouped(wan * 10_000), wan * 100),
        }
    }

    proptest! {
        #[test]
        fn reads_back(value in values(), form in 0_usize..9, currency in 0_usize..4, qualifier in 0_usize..5) {
            let (number, value) = print(value, form);
            let (name, code) = [("元", "CNY"), ("美元", "USD"), ("元人民币", "CNY"), ("欧元", "EUR")][currency];
            let qualifier = ["", "约", "近", "不低于", "达"][qualifier];
            let text = format!("项目总投资{qualifier}{number}{name}，用地30亩");
            let found = read(&text);
            prop_assert_eq!(found.len(), 1, "{}", text);
            let amount = &found[0].value;
            let wanted: f64 = format!("{value}e-6").parse().unwrap();
            prop_assert_eq!(amount.yi, Some(wanted), "{}", text);
            prop_assert_eq!(amount.currency, code);
            prop_assert_eq!(amount.role, AmountRole::Investment);
        }

        #[test]
        fn ranges_read_back(low in values(), more in 1_u64..1_000_000, separator in 0_usize..6, full in any::<bool>()) {
            let high = low + more;
            let separator = ["-", "—", "~", "至", "到", "－"][separator];
            let unit = if full { "亿元" } else { "" };
            let text = format!(
                "总投资{}{unit}{separator}{}亿元。", decimal(low, 1_000_000), decimal(high, 1_000_000));
            let found = read(&text);
            prop_assert_eq!(found.len(), 1, "{}", text);
            let exact = |v: u64| format!("{v}e-6").parse::<f64>().ok();
            prop_assert_eq!((found[0].value.min_yi, found[0].value.max_yi), (exact(low), exact(high)), "{}", text);
        }

        #[test]
        fn any_text_is_survived(text in "[0-9一二三十百千万亿元多余个约超近数几 ,，.·至投资总产值项目以上级的—-]{0,40}") {
            for mention in read(&text) {
                prop_assert!(mention.span.end <= text.len());
                prop_assert!(mention.value.yi.is_none_or(f64::is_finite));
            }
        }

        #[test]
        fn any_characters_are_survived(text in ".{0,60}") {
            read(&text);
        }
    }
}
